// The pages of the site and their order. `from` names headings of the README, the guide and the guides, or a whole document.

export type Locale = 'zh' | 'en';
/** Chinese stands at the root of the site. */
export const folderOf = (locale: Locale): string => (locale === 'zh' ? '' : 'en/');
/** A word in both languages. */
export type Words = Readonly<Record<Locale, string>>;
export interface Page extends Words {
  readonly slug: string;
  readonly from: readonly string[];
}

const page = (slug: string, zh: string, en: string, ...from: string[]): Page => ({ slug, zh, en, from });

export const MENU: readonly (Words & { readonly pages: readonly Page[] })[] = [
  {
    zh: '开始',
    en: 'Start',
    pages: [
      page('first-plan', '第一份方案', 'First plan', 'README.md', 'What "best" means', 'How to read a plan'),
      page('handbook', '分析员手册', 'Handbook for analysts'),
      page('the-desk', '分析台的命令与清单', 'The desk: commands and lists', 'The desk'),
      page('examples', '示例', 'Examples', 'examples/README.md', 'What to copy'),
    ],
  },
  {
    zh: '查阅',
    en: 'Look up',
    pages: [
      page('records', '记录的字段', 'Fields of records'),
      page('tables', '表格怎样读入', 'How tables are read', 'Tables', 'Directories in HSDS'),
      page('plan', '方案的字段', 'Fields of the plan'),
      page('codes', '问题与代码', 'Codes'),
      page('names', '函数一览', 'Public names', 'Public names'),
    ],
  },
  {
    zh: '策略',
    en: 'Policy',
    pages: [
      page('cookbook', '策略手册', 'Policy cookbook', 'Policy cookbook'),
      page(
        'policy',
        '规则、成本与目录',
        'Rules, terms, catalogue',
        'Your own policy',
        'Rules',
        'Terms',
        'Policies as data',
        'The catalogue',
      ),
      page('time', '时间', 'Time', 'Time'),
      page('whole', '整体满足', 'Needs met whole', 'Needs met whole'),
      page('fair', '跨周公平', 'Fair over the weeks', 'Fair over the weeks'),
    ],
  },
  {
    zh: '用方案',
    en: 'With a plan',
    pages: [
      page('certificate', '读懂证书', 'Reading a certificate', 'Reading a certificate', 'What is proved'),
      page('improve', '怎样做得更好', 'What would help most', 'What would help most', 'Who stands by', 'Comparison'),
      page('report', '报告', 'The report', 'The report'),
      page('tiers', '逐级上报', 'Tier by tier', 'Tier by tier'),
      page('outcomes', '成效', 'Outcomes', 'Outcomes'),
      page('fund', '居民投票与资金', 'Votes and the fund', 'Votes and the fund'),
    ],
  },
  {
    zh: '开发',
    en: 'Development',
    pages: [
      page('embedding', '嵌入', 'Embedding', 'Embedding', 'Workers'),
      page('one-library', '资源库', 'One library', 'One library'),
      page('library', '资源库的运行', 'Operating a library'),
      page('cluster', '分片与集群', 'Plans in parts, clusters', 'Plans in parts', 'A cluster'),
      page('operating', '集群的运行', 'Operating a cluster'),
      page('live', '随时更新', 'Live', 'Live', 'Promises by degree'),
      page('engine', '不用记录的引擎', 'Without records', 'Bare pairs', 'Places', 'Teams', 'The kernel'),
      page('benchmarks', '性能', 'Benchmarks', 'bench/RESULTS.md'),
      page('sources', '源码地图', 'Map of the sources', 'src/README.md'),
      page('contributing', '参与开发', 'Contributing', 'CONTRIBUTING.md'),
      page('changelog', '更新记录', 'Changelog', 'CHANGELOG.md'),
    ],
  },
];

/** What other pages tell more fully, and what pages are made from: links to these lead there. */
export const ELSEWHERE = {
  'From spreadsheets': 'handbook',
  给分析员: 'handbook',
  Guide: 'names',
  Codes: 'codes',
  'src/model/records.ts': 'records',
  'src/plan/plan.ts': 'plan',
};

export const REFERENCE: Words = { zh: '接口参考', en: 'Reference' };
export const TRY: Words = { zh: '在线试用', en: 'Try it' };
