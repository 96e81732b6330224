// The page of codes: what each means and what to do, in the words of the library; in Chinese those of lists first, as analysts meet them.
import { errorCodes, faultCodes } from '../../src/errors/codes.js';
import { issues as enIssues } from '../../src/say/en/issues.js';
import { issues as zhIssues } from '../../src/say/zh/issues.js';
import type { Locale } from './menu.js';

type Code = keyof typeof errorCodes | keyof typeof faultCodes;
const NOTES = { ...errorCodes, ...faultCodes };

/** The other codes in Chinese: those that only programs meet. */
const zhOther = {
  INVALID_INPUT: ['记录、变更或配对数据有误，`details` 逐条列出位置', '改正各行；或用 `importNetwork`，只略去有误的'],
  INVALID_NETWORK: ['传入的不是网络', '传入 `createNetwork` 或 `importNetwork` 的结果'],
  INVALID_OPTIONS: ['选项或策略的某一部分不认识或超出范围，`details` 写明是哪一项', '按提示改；提示写有最接近的词'],
  INVALID_PINS: ['指定的配对为规则所不许，或合计超出容量', '对 `details` 所列的配对用 `explain` 看原因，或少指定一些'],
  INVALID_PLAN: ['不是本版本的方案', '传入 `match` 的结果或其 JSON'],
  INVALID_STATE: ['`openLive`：不是存下的会话，或已被改动', '原样传入 `save` 的结果'],
  PLAN_MISMATCH: [
    '方案属于别的记录，或当时的策略、上一方案、指定、不派、历史、社别与现在不同',
    '传入当时的网络和当时的选项',
  ],
  UNKNOWN_NEED: ['所问的需求或需求项不在网络中', '用网络中需求的编号'],
  UNKNOWN_OFFER: ['所问的供给方或供给不在网络中', '写供给方（如 `volunteer:7`）和它的供给编号'],
  CANDIDATES_TOO_MANY: ['可能的配对过多（超过五千万）', '缩小服务范围，写明社别或时段，或分区匹配'],
  COST_TOO_LARGE: ['成本超出可精确计算的范围', '减小成本项的倍数，或使用能互相整除的份额'],
  COST_SCALE_TOO_LARGE: ['目录中各份额的公倍数过大', '使用能互相整除的份额，如 10、100、1000'],
  BAD_RULE: ['自定的规则出错，或没有返回是或否', '`details` 有是哪一对，`cause` 有错误本身'],
  BAD_TERM: ['自定的成本项出错，或返回的不是整数', '取整：成本是整数'],
  BAD_RANK: ['策略的 `rank` 出错，或返回的不是整数列表', '返回整数列表，小者优先'],
  BAD_FAIR_BY: ['策略的 `fairBy` 出错，或返回的不是文字', '返回文字；自成一组则返回 `undefined`'],
  UNREADABLE_FILE: ['文件或文件夹不存在，或不是现行格式的工作簿', '另存为 .xlsx 或 CSV UTF-8'],
  PEER_MISSING: ['工作簿、图表或资源库所需的包没有安装', '按提示安装；工作簿可改用 CSV'],
  CONFLICT: ['资源库：读出之后别人已更改、新增或删除；`details` 写明何人何时，没有覆盖', '重新读出，再作决定'],
  FORBIDDEN: ['资源库：要改的不在本站地区内，或本站看不到', '请所属社工站或上级站处理'],
  UNKNOWN_STATION: ['资源库：社工站没有登记', '先用 `enrol` 登记'],
  LIBRARY_IN_USE: ['`openLibrary`：文件夹正由另一进程使用', '在那边关闭，或改用 PostgreSQL'],
  LIBRARY_UNREACHABLE: ['`openLibrary`：服务器没有应答', '启动服务器，或改正地址'],
  LIBRARY_VERSION: ['`openLibrary`：PostgreSQL 早于 15，或资源库由更新版本的本库写成', '升级提示所说的一方'],
  SELF_CHECK_FAILED: ['方案未通过自检，已扣下：这是本库的错误', '请连同记录（不含居民姓名）告知提供者'],
  WORKER_FAILED: ['后台线程中断、内存不足或文件载入失败', '再调用一次即会新开；总是失败时写明 `url`'],
  WORKERS_CLOSED: ['后台线程已关闭', '确实不再使用时才关闭'],
  BAD_PLAN: ['方案的一部分与其余不符', '原样传入方案'],
  LENGTHS_DIFFER: ['`matchColumns`：同一张表各列长短不一', '每行都给一个数'],
  DUPLICATE_PAIR: ['同一对写了两次', '合并两行'],
  PAST_BALANCE: ['资金账：承诺、支付或退回超出余额', '提示写有余额'],
  NOT_APPROVED: ['资金账：未经审批即支付，或审批未过半数', '先登记审批'],
  WRONG_PURPOSE: ['资金账：支付的用途与承诺不同', '承诺此用途的资金'],
  INVALID_OPTION: ['选项的类型不对', '按提示改'],
  BAD_LEVELS: ['`levels` 的层次或次序不对', '不写即为默认'],
  BAD_QUANTITY: ['指定的数量不是大于 0 的整数', '至少指定 1'],
  NOT_A_CANDIDATE: ['指定的配对为规则所不许', '用 `explain` 看是哪条规则'],
  PINS_CONTRADICT: ['指定合计超出所有', '少指定一些；提示写有数量'],
} satisfies Record<Exclude<Code, keyof typeof zhIssues>, readonly [string, string]>;

const zh: Readonly<Record<Code, readonly [string, string]>> = { ...zhOther, ...zhIssues };

const WORDS = {
  zh: {
    title: '问题与代码',
    intro:
      '表里的问题，分析台会写明在哪个文件、第几行、哪一列；这里说明每一种是什么意思、怎么办。有误的行已略去，其余照常匹配。',
    lists: '表里的问题',
    faults: '程序数据中的问题',
    errors: '错误',
    todo: '怎么办：',
  },
  en: {
    title: 'Codes',
    intro:
      'What each code means, and what to do. In programs, test `error.code`, never the message: `details` of an error, and issues of `importNetwork` and `importTables`, are faults with code, path, value and message.',
    lists: 'What is wrong with lists',
    faults: 'What is wrong with data',
    errors: 'Errors',
    todo: 'What to do:',
  },
} as const;

export function codesPage(locale: Locale): string {
  const words = WORDS[locale];
  const told = (code: Code): string => {
    const { when, then } = NOTES[code];
    if (locale === 'zh') {
      const [problem, fix] = zh[code];
      const plain = problem.replaceAll('`', '');
      return `### ${plain} \`${code}\` {#${code}}\n\n${plain === problem ? '' : `${problem}。\n\n`}**${words.todo}** ${fix}。\n`;
    }
    const inLists = enIssues[code as keyof typeof enIssues];
    return `### \`${code}\` {#${code}}\n\n${when}\n\n**${words.todo}** ${then}${inLists ? ` In a list: ${inLists}` : ''}\n`;
  };
  const group = (heading: string, codes: readonly string[]) =>
    `## ${heading}\n\n${codes.map((code) => told(code as Code)).join('\n')}`;
  const errors = Object.keys(errorCodes).filter((code) => !(code in zhIssues));
  const faults = Object.keys(faultCodes).filter((code) => !(code in zhIssues));
  const lists = Object.keys(zhIssues);
  const groups =
    locale === 'zh'
      ? [group(words.lists, lists), group(words.errors, errors), group(words.faults, faults)]
      : [group(words.errors, errors), group(words.lists, lists), group(words.faults, faults)];
  return `---\noutline: 2\n---\n\n# ${words.title}\n\n${words.intro}\n\n${groups.join('\n')}`;
}
