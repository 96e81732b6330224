import { city } from '/tmp/h-kernel/bench/instances.js';
const [a, b] = process.argv.slice(2);
const A = (await import(`${a}/src/solve/solve.js`)).solve;
const B = (await import(`${b}/src/solve/solve.js`)).solve;
const pairs = Number(process.argv[4] ?? 100000), rounds = Number(process.argv[5] ?? 15);
const breadth = Number(process.argv[6] ?? 1);
const { problem } = city('x', { pairs, breadth });
const med = (x: number[]) => x.toSorted((p, q) => p - q)[x.length >> 1]!;
for (const levels of [['rank', 'cost'], ['rank', 'fair', 'cost']]) {
  const t: number[][] = [[], []];
  let same = true;
  for (let i = 0; i < rounds + 3; i++) {
    const out: any[] = [];
    for (const w of i % 2 ? [0, 1] : [1, 0]) {
      const c = process.cpuUsage();
      out[w] = (w ? B : A)(problem, levels as any);
      const d = process.cpuUsage(c);
      if (i >= 3) t[w]!.push((d.user + d.system) / 1000);
    }
    if (i === 0) same = JSON.stringify([...out[0].flow]) === JSON.stringify([...out[1].flow]);
  }
  console.log(levels.join(' '), pairs, breadth, 'old', med(t[0]!).toFixed(1), 'new', med(t[1]!).toFixed(1), 'ratio', (med(t[1]!) / med(t[0]!)).toFixed(3), 'min ratio', (Math.min(...t[1]!) / Math.min(...t[0]!)).toFixed(3), same);
}
