import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, match, toMarkdown } from '../../../src/index.js';
import { escaped, grouped, measured, percent } from '../../../src/say/format.js';
import { RICH, SMALLEST } from '../../support/samples.js';

function report(input: Input, locale: 'zh' | 'en'): string {
  const network = createNetwork(input);
  return toMarkdown(network, match(network), { locale });
}

describe('toMarkdown', () => {
  it('reports coverage, linkages, shortages and the proof in Chinese', () => {
    const text = report(RICH, 'zh');
    expect(text).toContain('# 五社联动匹配方案\n\n数据时点：2026-03-07T08:00:00+08:00');
    expect(text).toContain('需求项共 **12** 项：全部满足 **2** 项，部分满足 **5** 项，未满足 **5** 项。');
    expect(text).toContain('| **盼** | 7,000.50 元 | 5,000 元 | 71.4% |');
    expect(text).toContain('| 社区社会组织 | 载体 | — |');
    expect(text).toContain('| a | 大同社区 | 王芳 | — | 个案管理 1 个案：王芳（社会工作者 w），pm |');
    expect(text).toContain('可用的供给已给更优先的需求：需求 d（2 次）。相关 2 个需求共要 5 次，可用的供给只有 4 次。');
    expect(text).toContain('| b | 急 | 个案管理 | 1 个案 / 3 个案 | 可用的供给只有 1 个案，已全部给它。 |');
    expect(text).toContain('有这种能力的供给 1 项，都用不上：1 项已到期。');
    expect(text).toContain('| 供给已给更优先的需求 | · | 1 | 1 | · | 2 |');
    expect(text).toContain('1. **先急后缓**');
    expect(text).toContain('5. **最为适配**');
  });

  it('calls the five societies what the province calls them', () => {
    const network = createNetwork(SMALLEST);
    const roles = [{ code: 'lead' as const, society: 'socialWorker' as const, name: { zh: '支撑', en: 'backbone' } }];
    const text = toMarkdown(network, match(network), { roles });
    expect(text).toContain('| 社会工作者 | 支撑 | 1 个案 |');
    expect(text).toContain('| 社区志愿者 | 辅助 | 1 次 |');
  });

  it('reports the same in English', () => {
    const text = report(RICH, 'en');
    expect(text).toContain('Requirements: **12**. Met in full: **2**, in part: **5**, not at all: **5**.');
    expect(text).toContain('| **Hoped** | ¥7,000.50 | ¥5,000 | 71.4% |');
    expect(text).toContain('| b | Haiken | 王芳 | — | casework, 1 case: 王芳 (social worker w), am |');
    expect(text).toContain('Bottleneck: 2 needs ask ¥7,000.50, the offers hold ¥5,000.');
    expect(text).not.toMatch(/[急难愁盼]/);
  });

  it('speaks Chinese by default, and of what there is not', () => {
    const network = createNetwork({ communities: [], needs: [] });
    const text = toMarkdown(network, match(network));
    for (const words of ['没有待匹配的需求。', '没有可以成立的联动。', '所有需求均已满足。', '未给出时点']) {
      expect(text).toContain(words);
    }
  });

  it('cuts long lists and says by how much', () => {
    const needs = Array.from({ length: 60 }, (_, n) => ({
      id: `n${n}`,
      community: 'datong',
      urgency: '急' as const,
      capability: n < 30 ? 'escort' : 'fly',
      severity: n < 30 ? 5 : 3,
    }));
    const text = report(
      {
        communities: [{ id: 'datong' }],
        volunteers: [{ id: '1', community: 'datong', capabilities: ['escort'], quantity: 30 }],
        needs,
      },
      'en',
    );
    expect(text.match(/^5 more are not listed here/gm)).toHaveLength(2);
    expect(text.split('\n').length).toBeLessThan(110);
  });

  it('lets nothing in the data become markup', () => {
    const evil =
      '<img src=x onerror=alert(1)> | **b** [l](javascript:x) `c`\n# h https://evil.example www.evil.example \u202egnp';
    const id = '|*_`<b>|';
    const text = report(
      {
        ...SMALLEST,
        communities: [{ id: 'datong', name: evil }],
        volunteers: [{ id, name: evil, community: 'datong', capabilities: [id], quantity: 1 }],
        needs: [
          { id, community: 'datong', urgency: '急', capability: id, quantity: 2 },
          { id: 'x', community: 'datong', urgency: '盼', capability: id },
        ],
      },
      'en',
    );
    expect(text).not.toMatch(/<(?!br>)/);
    expect(text).not.toContain('\u202e');
    expect(text).not.toMatch(/https:\/\/|www\.evil/);
    expect(text).not.toMatch(/^# h/m);
    for (const row of text.split('\n').filter((line) => line.startsWith('|'))) {
      const cells = row.replace(/\\./g, '').split('|').length - 2;
      expect([3, 4, 5, 6]).toContain(cells);
    }
    for (const mark of ['**b**', '[l]', '`c`']) expect(text).not.toContain(mark);
  });

  it('refuses unknown options and what is no plan', () => {
    const network = createNetwork(SMALLEST);
    const plan = match(network);
    expect(() => toMarkdown(network, plan, { locale: 'fr' as never })).toThrow(/locale/);
    expect(() => toMarkdown(network, {} as never)).toThrow(/not a plan/);
    expect(() => toMarkdown(SMALLEST as never, plan)).toThrow(/createNetwork/);
  });
});

describe('figures', () => {
  it('shows money as yuan and minutes as hours', () => {
    expect(measured(1234, 'fen', 'zh')).toBe('12.34 元');
    expect(measured(5, 'fen', 'en')).toBe('¥0.05');
    expect(measured(123456700, 'fen', 'en')).toBe('¥1,234,567');
    expect(measured(0, 'minute', 'zh')).toBe('0 分钟');
    expect(measured(90, 'minute', 'zh')).toBe('1 小时 30 分钟');
    expect(measured(120, 'minute', 'en')).toBe('2 h');
    expect(measured(1, 'session', 'en')).toBe('1 session');
    expect(measured(1200, 'box|', 'en')).toBe('1,200 box\\|');
  });

  it('rounds shares down, so that 100% is all and 0% is nothing', () => {
    expect(percent(2, 3)).toBe('66.6%');
    expect(percent(99_999, 100_000)).toBe('99.9%');
    expect(percent(1, 100_000)).toBe('<0.1%');
    expect(percent(0, 5)).toBe('0%');
    expect(percent(0, 0)).toBe('100%');
  });

  it('groups digits and keeps text short', () => {
    expect(grouped(1234567)).toBe('1,234,567');
    expect(grouped(999)).toBe('999');
    expect(escaped('字'.repeat(100))).toBe(`${'字'.repeat(60)}…`);
    expect(escaped('a & <b> | c_d')).toBe('a &amp; &lt;b&gt; \\| c\\_d');
  });
});
