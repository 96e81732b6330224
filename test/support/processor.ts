/** Seconds of processor time that something takes: how busy the machine is matters little. */
export async function processorSeconds(run: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
