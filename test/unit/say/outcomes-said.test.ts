import { describe, expect, it } from 'vitest';
import { outcomeFigures, replay } from '../../../src/index.js';
import { outcomeSentences } from '../../../src/say/outcomes-said.js';
import { EVENTS, WEEK } from '../../support/outcome-week.js';

describe('what came of plans, in words', () => {
  const figures = outcomeFigures(replay([WEEK], EVENTS));

  it('keeps planned and done apart, and says of how many', () => {
    expect(outcomeSentences(figures, 'zh')).toEqual([
      '需求 4 件：办结 1 件，办理中 1 件，尚未办理 2 件，未满足结案 0 件，撤回 0 件。',
      '计划与完成：计划 200 元、完成 50 元；计划 2 小时、完成 2 小时 30 分钟；计划 2 次、完成 0 次。',
      '响应率 0%（0/4），解决率 100%（1/1），满意率 100%（1/1），按时办结率 50%（1/2）。',
      '重复诉求 0%（0/4），由原服务方继续 100%（1/1），目标达成 0%（0/1）。',
      '本社区供给（内生动力）66.6%（2/3）。',
      '志愿服务 2 小时 30 分钟，多期参与的志愿者 0%（0/1）。',
      '慈善资金 50 元，物资折价 0 元。',
    ]);
    expect(outcomeSentences(figures, 'en')[2]).toBe(
      'Answered in time 0% (0 of 4), resolved 100% (1 of 1), satisfied 100% (1 of 1), done by the due date 50% (1 of 2).',
    );
  });

  it('says so where there is nothing to count, and what changed from before to after', () => {
    const [, , rates] = outcomeSentences(outcomeFigures(replay([WEEK], [])), 'zh');
    expect(rates).toContain('满意率 暂无可计');
    const twice = { ...figures, weeks: [{ ...figures.weeks[0]!, local: { count: 1, of: 4 } }, ...figures.weeks] };
    expect(outcomeSentences(twice, 'zh')[4]).toBe(
      '本社区供给（内生动力）66.6%（2/3），前一半各期 25%（1/4），后一半各期 66.6%（2/3）。',
    );
  });
});
