/** What is said of files and sheets as they are read: what is wrong, and what to do. */
export const reading = {
  // files
  gone: '没有这个文件或文件夹',
  noFiles: '这里不能读文件；请直接传入内容',
  noBook: '不是工作簿，或已损坏；请重新另存为 .xlsx',
  otherBook: (kind: string) => `${kind} 文件读不了；请另存为 .xlsx`,
  locked: '工作簿设了密码；请取消密码后再保存',
  swells: (most: number) => `解开后超过 ${most} MB，没有读；请拆成几个文件`,
  results: '以前运行的结果，没有读',
  noTable: '不是表格文件，没有读',
  closed: (why: string) => `打不开（${why}）`,
  noText: '不是 UTF-8、UTF-16 或 GB18030 文字；请另存为 CSV UTF-8',
  // sheets
  blank: '空表',
  forPeople: '说明，不读',
  hiddenSheet: '隐藏的工作表，没有读；要读请取消隐藏',
  hiddenRows: (count: number, rows: string) => `隐藏（或筛掉）的 ${count} 行没有读：第 ${rows} 行；要读请取消隐藏`,
  further: (count: number, last: number) => `还有 ${count} 处同样的问题，直到第 ${last} 行；请先改前面的`,
  stray: (place: string, most: number) => `${place} 等处的内容在第 ${most} 列之外，没有读`,
  cells: (rows: number, cells: number) => `超过 ${rows} 行或 ${cells} 格，此行以下没有读；请拆成几个文件`,
  noResult: '公式没有存结果；请用 Excel 打开、保存一次',
  damaged: '有损坏的字符（�）；请核对',
  unknownTable: (name: string, kinds: string) => `看不出“${name}”是什么表；请在名称里写明：${kinds}`,
  noHeader: (columns: string) => `找不到表头；请写明列名：${columns}……`,
  takenBy: (kind: string, columns: string) => `按表头（${columns}）当作“${kind}”读入`,
  headerAt: (row: number) => `表头在第 ${row} 行`,
  twoRows: (row: number) => `表头有两行，到第 ${row} 行止`,
  skipped: (what: string, rows: string) => `${what}不是记录，略过：第 ${rows} 行`,
  totals: '合计行',
  remarks: '表尾说明',
  examples: '示例行',
  headersAgain: '重复的表头',
  // words
  readAs: (cell: string, as: string) => `“${cell}”按“${as}”读入`,
  loneWord: (word: string, times: number, ofNeeds: boolean, near: string) =>
    `“${word}”在${ofNeeds ? '需求' : '供给'}中有 ${times} 次，${ofNeeds ? '供给' : '需求'}中没有${near === '' ? '' : `；相近的有${near}，是否同一个？`}；请在“词表核对”的“对照”列填写`,
  oneSided: (count: number, ofNeeds: boolean) =>
    `${ofNeeds ? '需求' : '供给'}中有 ${count} 个自定的词，而${ofNeeds ? '供给' : '需求'}一个也没写，无从核对；请补上${ofNeeds ? '供给' : '需求'}`,
  nearWord: (word: string, times: number) => (times === 0 ? `“${word}”` : `“${word}”（${times} 次）`),
  glossary: (count: number) => `对照表，${count} 个词`,
  noSuchColumn: (table: string, meant: string, near: string) =>
    `${table}没有“${meant}”列；请${near === '' ? '写已有的列名' : `核对，是否“${near}”`}，不要的写“不读”`,
  maybeTwice: (one: string, other: string, percent: string, reasons: string) =>
    `${one} 与 ${other} 疑似重复（把握 ${percent}）：${reasons}；请在“疑似重复”的“处理”列写“合并”或“不是”`,
  unsought: (most: number) => `记录超过 ${most} 条，没有查疑似重复；要查的，分批读入`,
  agreement: (field: string, how: 'same' | 'near' | 'alike' | 'faint' | 'other') =>
    `${field}${{ same: '相同', near: '相近', alike: '相似', faint: '略似', other: '不同' }[how]}`,
  decisions: (count: number) => `疑似重复的决定，${count} 条`,
  // settings, pins and bans
  unknownSetting: (item: string, near: string) =>
    `没有“${item}”这项设置；请${near === '' ? '对照手册改正' : `改为“${near}”`}`,
  badSetting: (value: string, allowed: string) => `不能是“${value}”；请写${allowed}`,
  badPolicy: (line: number, column: number) => `不是 JSON，第 ${line} 行第 ${column} 字起；请改正，或改用“设置”表`,
  notThere: (what: string, text: string, near: string) =>
    `没有“${text}”这个${what}；请${near === '' ? '核对，已办结的删去此行' : `核对，是否“${near}”`}`,
  severalOf: (name: string, keys: string) => `叫“${name}”的不止一个；请写编号：${keys}`,
  whichLine: (need: string, lines: string) => `需求 ${need} 的哪一项不明；请在“需求项”列写：${lines}`,
  pinAmount: (unit: string) => `数量或单位看不懂；请写数字${unit === '' ? '' : `和单位，如 2 ${unit}`}`,
  pinRefused: (why: string) => `这条指定做不到，没有采用（${why}）；请核对供给、时段和数量，可用 explain 查是哪条规则`,
  badDoneOn: () => '看不懂，或不在派单之后、数据时点之前；没有采用，请写成 2026-03-07 这样',
  badVote: (why: 'fund' | 'project' | 'cost' | 'twice' | 'points') =>
    ({
      fund: '居民投票用哪笔资金不明；请在“设置”表写“投票基金”和资金的编号，它须只有一项以元计的供给',
      project: '没有这个项目；请写“项目”表中的编号或名称',
      cost: '不是大于 0 的金额；请写元，如 12000',
      twice: '编号没有填，或与上面的项目重复；请改一个',
      points: '不是 0 以上的整数；请改正，或留空，表示赞成',
    })[why],
  badPrice: (column: string, value: string) =>
    `${column}${value === '' ? '没有填' : `“${value}”看不懂`}；请照手册的“价目”一节填`,
  orders: '怎样做方案的表，已读',
  // columns
  noColumns: (columns: string, others: string) =>
    `没有${columns}列${others === '' ? '' : `；未识别：${others}`}；请补上，或改成这个列名，或在“词表核对”的“对照”列写明`,
  asId: (header: string) => `没有“编号”列，以“${header}”为编号`,
  madeIds: (first: string, last: string) => `没有“编号”列，编号按顺序编为 ${first} 至 ${last}`,
  nameIsId: '没有“编号”列，以名称为编号',
  countedIn: (header: string, unit: string) => `“${header}”按${unit}计`,
  // records
  prefixed: (prefix: string) => `编号与别的文件重复，已加前缀“${prefix}-”`,
  pseudonym: (count: number) => `${count} 个编号像身份证号或手机号，已换成代号；请改用别的编号`,
  madeCommunities: (count: number, names: string) => `没有“社区”表；按各表所写建了 ${count} 个社区：${names}`,
  stem: '代号',
};
