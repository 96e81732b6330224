/** What the desk prints. Figures come in ready to print. */
export const desk = {
  tiers: '层级',
  records: '五社',
  counted: (count: string, name: string) => `${count} ${name}`,
  asked: (needs: string, found: string, lines: string) => `需求  读入 ${found} 个中的 ${needs} 个，需求项 ${lines} 个`,
  left: (kinds: string) => `没有读入  ${kinds}（见问题清单）`,
  ofAll: (kind: string, left: string, found: string) => `${kind} ${found} 个中的 ${left} 个`,
  nothingRead: '没有读入任何需求，没有做方案。请先改正上面的问题，再运行一次。',
  nothingThere: '没有读入任何需求，没有做方案：表里只有表头或示例。请填入自己的行（编号不以“示例”开头），再运行一次。',
  timeless: '时点  未给出：到期、逾期和信息陈旧均未计入；加一张“数据日期”表即可。',
  noFault: '表里没有发现问题。',
  row: (rows: string) => `第 ${rows} 行`,
  colon: '：',
  faults: (count: string) => `表里的问题 ${count} 处，有误的行已略去`,
  moreFaults: (count: string) => `  另有 ${count} 处，见问题清单。`,
  columns: ['需求', '满足', '部分', '未满足', '', '满足率'],
  urgentFirst: '急难愁盼，先急后缓',
  urgency: '级别',
  all: '合计',
  districts: '各区',
  district: '区',
  gives: '五社各自承担',
  allMet: '所有需求均已满足',
  allReadMet: (needs: string, left: string) => `读入的 ${needs} 个需求均已满足；另有 ${left} 个没有读入`,
  unknown: '数量不明',
  lacks: '缺',
  late: '逾期',
  between: '',
  mostUrgent: '最紧急的未满足需求',
  unmet: (count: string) => `共 ${count} 个需求项未全部满足，原因与建议见未满足清单。`,
  proof: '证明',
  statuses: {
    optimal: '已证明：先急后缓、同级公平、守住承诺、最为适配，没有更好的方案。',
    bounded: '须整体满足的需求或供给方的时间可能还有更好的取舍；在所选取舍之下，已证明没有更好的方案。',
    stopped: '达到限额，未算完。',
    greedy: '先到先得。',
  },
  checks: (count: number, digest: string) => `  复核 ${count} 项，不信任求解过程；证书编号 ${digest}`,
  times: { read: '读表', match: '匹配', verify: '复核', lists: '写清单', report: '写报告' },
  written: '清单、方案与报告：',
  stages: {
    read: '读表',
    compile: '找候选',
    solve: '匹配',
    check: '自检',
    decode: '写方案',
    verify: '复核',
    lists: '写清单',
    report: '写报告',
  },
  byHand: '先到先得',
  templates: '五社联动.xlsx',
  workbook: '五社联动方案.xlsx',
  page: '五社联动工作台.html',
  overSheets: '清单会写到表格所在的文件夹里；请用 --out 另指定一个文件夹。',
  noTables: (folder: string) => `${folder} 里没有 CSV 文件或工作簿；可先领模板：five-society-linkage template`,
  failed: '没有完成',
  unreadable: '读不了：',
  notWritten: (why: string) => `写不了文件：${why}。可能正在 Excel 中打开，或 --out 不是文件夹。`,
  noLanguage: (lang: string) => `--lang 不能是“${lang}”。`,
  extra: (word: string) => `多了“${word}”。`,
  whichFolder: '表格在哪个文件夹？',
  whichCommand: '请写 desk、match、verify、explain、doctor、library、run、worker、schema、template 或 page。',
  library: {
    which:
      '请写 library init <资源库> [文件夹]、import <资源库> <文件夹>、export <资源库> <文件夹> 或 history <资源库> <表> <编号>。',
    stations: (all: string) =>
      all === '' ? '资源库已建好；还没有登记社工站。' : `资源库已登记的社工站与地区：\n${all}`,
    imported: (count: number, left: number) => `新增或更改 ${count} 条${left > 0 ? `；${left} 处没有读入` : ''}。`,
    actions: { add: '新增', change: '更改', remove: '删除', confirm: '核实' },
    nothing: '没有这条记录，或本站看不到。',
    refused: {
      CONFLICT: '读出之后别人已经改过，什么都没有写入；请重新读出再定。',
      FORBIDDEN: '不在本站地区内，或本站看不到，什么都没有写入；请所属社工站或上级站处理。',
      UNKNOWN_STATION: '请用 --station 写明已登记的社工站。',
      LIBRARY_IN_USE: '资源库正由另一进程使用；请在那边关闭，或改用 PostgreSQL。',
      LIBRARY_UNREACHABLE: '资源库的服务器没有应答；请启动服务器，或改正地址。',
      LIBRARY_VERSION: 'PostgreSQL 太旧，或资源库由更新的版本写成；请升级。',
      PEER_MISSING: '缺少软件包，请按下面的命令安装。',
    } as Readonly<Record<string, string>>,
  },
  whichCluster: '复核分片方案要写 --cluster <模块>，即运行时所用的模块。',
  noCluster: (file: string, why: string) => `${file} 不能用作集群模块：${why}；它的默认导出应为 defineCluster({ … })。`,
  noManifest: (file: string) => `${file} 读不了，或不是分片方案的清单（manifest.json）；请先运行 run。`,
  clusterStages: { frames: '各片概况', plans: '各片方案' },
  partsPlanned: (parts: string, lines: string, root: string) => `分 ${parts} 个部分，需求项 ${lines} 个；根 ${root}`,
  partsVerified: (parts: string) => `已按记录复核 ${parts} 个部分及其清单，均相符。`,
  atWork: '等待任务；按 Ctrl+C 结束。',
  whatToExplain: '请写要解释的需求编号，或供给方（如 volunteer:7），或两者。',
  noPlan: (file: string) => `${file} 读不了：还没有方案，或不是本版本的方案；请先运行 desk。`,
  badThreads: (text: string) => `--threads 不能是“${text}”；请写 1 到 64。`,
  badNow: (text: string) => `--now 不能是“${text}”；请写 2026-03-07 或 2026-03-07T09:00:00+08:00。`,
  badCompare: (text: string) => `--compare 不能是“${text}”；请写 三社、先到先得，或用、隔开的几社。`,
  badBudget: (text: string) => `--budget 不能是“${text}”；请写元数，如 5000。`,
  badSettings: '设置用不了',
  previousUnread: (file: string, version: string) =>
    version === ''
      ? `上一方案 ${file} 读不了，没有接着做。`
      : `上一方案 ${file} 是另一版本（${version}），没有接着做。`,
  second: '与上一方案相比',
  sinceLast: (kept: number, changed: number, people: number, ended: number) =>
    `保持 ${kept} 项，变动 ${changed} 项${changed > 0 ? `，须告知 ${people} 个供给方（见变动清单）` : ''}${ended > 0 ? `；${ended} 项的需求已不在表中` : ''}。`,
  returned: (counts: string, done: number, left: string) =>
    `派单表交回：${counts}${done > 0 ? `；${done} 个需求已全部完成` : ''}${left === '' ? '' : `，仍在需求表中的请核对是否删去：${left}`}。`,
  stray: (count: number) => `另有 ${count} 条结果对不上任何方案，没有计入成效。`,
  handedOut: '派单文字',
  calendars: '日程',
  moreChanges: (count: number) => `  另有 ${count} 项，见变动清单。`,
  keptFilled: (files: string) => `写出后有人填过的清单已移存：${files}`,
  doctor: (tables: number) => `读了 ${tables} 张表，没有做方案。`,
  usage: `用法：five-society-linkage <命令> …

desk <文件夹>                 读文件夹（含下级文件夹）或工作簿里的表，接着上一方案匹配、复核，写出清单、方案和报告
match <文件夹>                同上，只写方案
verify <文件夹>               按表复核 out 里的方案
explain <文件夹> <编号> [供给方]  解释一个需求、一个供给方（如 volunteer:7），或两者为何（不）搭配
doctor <文件夹>               只读表，说有什么问题，不做方案
run <模块>                    按分片做全省方案，把清单 manifest.json 和方案写到 out；中断后再运行，接着做
worker <模块>                 为一次运行做任务，直到结束它
verify <清单> --cluster <模块>  按记录逐片复核分片方案
schema [input|policy]         数据、策略的 JSON Schema
template [文件夹]             写出待填的表，带示例和各列说明
page [文件]                   写出工作台网页：一个文件，断网能用，不装任何东西
library init <资源库> [文件夹]    建立资源库（文件夹，或 postgres:// 地址），按“社工站”表登记各站及其地区
library import <资源库> <文件夹>  把表读入资源库：新的加上，不同的更改，未列的不动
library export <资源库> <文件夹>  把本站看得到的记录写成表
library history <资源库> <表> <编号>  一条记录的历次版本，如 volunteers v1

  --lang zh|en     书写和显示的语言（zh）
  --out 文件夹     写到哪里，也是上一方案所在（out）
  --csv            清单、模板写成 CSV，不写成工作簿
  --carry 词       带出列：列名里有这些词的列（电话、地址、备注）带到派单表，不进方案和报告
  --now 时间       “现在”；不写则用“数据日期”表
  --policy 文件    策略；不写则用文件夹里的 policy.json 或“设置”表
  --previous 文件  上一方案；不写则用 out 里的
  --fresh          不接着上一方案做
  --compare 三社   与只用几社（或“先到先得”）相比，写方案对比
  --backups        写候补清单
  --tiers          写逐级上报清单
  --budget 元      有“价目”表时，这么多钱最能补上什么
  --library 资源库 记录也取自资源库，方案与成效写回；这时可不写文件夹
  --station 站     以哪个社工站的名义用资源库
  --actor 人       操作人，记入日志；不写则为该站
  --since 时间     import：表是什么时候导出的；其后双方都改过的不覆盖，并告知
  --cluster 模块   分片方案运行时所用的模块
  --threads 数     同时做几个任务，每个一个线程
  --version        版本

退出码：0 做完，没有问题；1 做完，但没有读到需求、复核未通过或 doctor 发现问题；2 没有做：写法不对、文件读写不了、设置用不了。`,
};
