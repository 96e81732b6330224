/** Colours by name; charts name them as well. Text on its ground has a contrast of 4.5 or more. */
const LIGHT = `color-scheme:light;--page:#f4f3ef;--paper:#fff;--ink:#1c2430;--muted:#5a6472;--line:#dcdfe4;--accent:#17616b;--soft:#e8f1f1;
--urgent:#b5382c;--difficult:#a45c08;--worrying:#2f73a3;--hoped:#5f7387;
--community:#4267a8;--socialWorker:#1f8577;--organisation:#7b5ea7;--volunteer:#b9851b;--resource:#b04d77;
--met:#2c8a6c;--partly:#e3b04b;--unmet:#ecd0cb;--before:#a9b5bf;
--step0:#e3f0ec;--step1:#fdf0dc;--step2:#f9d9b0;--step3:#f0b184;--step4:#bd4733;--step5:#992c22;--on-step:#fff;
--curve0:#17616b;--curve1:#b5382c;--curve2:#b9851b;--curve3:#4267a8;--curve4:#7b5ea7;--curve5:#5f7387;`;
const DARK = `color-scheme:dark;--page:#12161b;--paper:#1b2027;--ink:#e7e9ec;--muted:#a3adb9;--line:#343c47;--accent:#6cc3c7;--soft:#20343a;
--urgent:#f08476;--difficult:#e8a450;--worrying:#74b3de;--hoped:#a5b4c4;
--community:#7f9fdb;--socialWorker:#4fb8a7;--organisation:#ab90d6;--volunteer:#dcae4d;--resource:#dd85aa;
--met:#3fa585;--partly:#c7953a;--unmet:#5b3a38;--before:#5d6975;
--step0:#1e3a34;--step1:#453921;--step2:#644a24;--step3:#86542c;--step4:#ad4937;--step5:#c93f31;--on-step:#fff;
--curve0:#6cc3c7;--curve1:#f08476;--curve2:#dcae4d;--curve3:#7f9fdb;--curve4:#ab90d6;--curve5:#a5b4c4;`;

/** The style sheet of the page. Its hash stands in page-hashes.ts. */
export const PAGE_STYLE = `
:root{${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}
@media screen{:root[data-theme=dark]{${DARK}}}
:root[lang=zh-CN] [lang=en],:root[lang=en] [lang=zh-CN]{display:none}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{scroll-padding-top:3.6rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.6 system-ui,-apple-system,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;overflow-wrap:break-word}
header,main,footer{max-width:1160px;margin:0 auto;padding:0 20px}
header{padding-top:26px}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 4px;letter-spacing:.01em}
h2{font-size:1.2rem;margin:0 0 10px;line-height:1.35}
figure{margin:0 0 14px}
h3{font-size:.95rem;margin:20px 0 6px;color:var(--muted);font-weight:600}
h3:first-of-type{margin-top:4px}
a{color:var(--accent)}
.note,.meta{color:var(--muted);margin:0 0 12px;max-width:75ch}
.note{font-size:.88rem}
.faint{color:var(--muted)}
th .faint{white-space:nowrap}
.status{display:inline-block;padding:1px 11px;border-radius:99px;background:var(--soft);color:var(--accent);font-weight:600;font-size:.88rem}
nav{position:sticky;top:0;z-index:5;background:var(--page);border-bottom:1px solid var(--line)}
nav>div{max-width:1160px;margin:0 auto;padding:0 20px}
nav ul{display:flex;flex-wrap:wrap;gap:2px 18px;list-style:none;margin:0;padding:9px 0;white-space:nowrap}
nav li a{text-decoration:none;color:var(--muted);font-size:.9rem}
nav li a:hover,nav li a:focus{color:var(--accent)}
.tools{display:flex;gap:8px;flex-wrap:wrap;float:right;margin:4px 0 10px 20px}
.group{display:inline-flex;border:1px solid var(--line);border-radius:8px;overflow:hidden;background:var(--paper)}
button,select,input{font:inherit;color:inherit}
button{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:3px 11px;cursor:pointer;font-size:.88rem}
.group button{border:0;border-radius:0;white-space:nowrap}
.group button+button{border-left:1px solid var(--line)}
button[aria-pressed=true]{background:var(--accent);color:var(--paper)}
button:disabled{opacity:.45;cursor:default}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.group button:focus-visible{outline-offset:-3px}
section{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:20px 22px;margin:18px 0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:14px;margin:18px 0}
.tile{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:12px 18px}
.tile b{display:block;font-size:1.75rem;line-height:1.25;font-variant-numeric:tabular-nums}
.tile span{color:var(--muted);font-size:.88rem}
.tile .bar{margin-top:8px}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(440px,100%),1fr));gap:18px 30px;align-items:start}
.pair>section{margin:0}
main>.pair{margin:18px 0;gap:18px}

.chart{display:block;width:100%;height:auto;max-width:600px;margin:0 auto;font-family:inherit}
.wide{overflow-x:auto}
.tall{max-height:78vh;overflow-y:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:left;padding:6px 9px;border-bottom:1px solid var(--line);vertical-align:middle}
thead th{font-weight:600;color:var(--muted);font-size:.82rem;line-height:1.3;vertical-align:bottom}
tbody th{font-weight:500}
tbody tr:last-child>*{border-bottom:0}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead .number{white-space:normal}
.coverage tbody th{white-space:nowrap}
.sides tbody th{min-width:4em}
.bars{width:26%;min-width:90px}
.bar{display:block;width:100%;height:10px;border-radius:3px}
.met{fill:var(--met)}.partly{fill:var(--partly)}.unmet{fill:var(--unmet)}.before{fill:var(--before)}
.legend,.key{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:.85rem;color:var(--muted);margin:0 0 10px;align-items:center}
.legend i,.dot{display:inline-block;width:.75em;height:.75em;border-radius:3px;margin-right:6px}
i.met{background:var(--met)}i.partly{background:var(--partly)}i.unmet{background:var(--unmet)}
.dot.community{background:var(--community)}.dot.socialWorker{background:var(--socialWorker)}.dot.organisation{background:var(--organisation)}.dot.volunteer{background:var(--volunteer)}.dot.resource{background:var(--resource)}
.tag{display:inline-block;padding:0 9px;border-radius:99px;font-weight:600;font-size:.85rem;border:1px solid;white-space:nowrap}
.urgent{color:var(--urgent)}.difficult{color:var(--difficult)}.worrying{color:var(--worrying)}.hoped{color:var(--hoped)}
.key{gap:3px}.key span:first-child{margin-right:8px}.key .step0,.key .step1,.key .step2,.key .step3,.key .step4,.key .step5{padding:1px 9px;border-radius:4px;font-variant-numeric:tabular-nums}
.step0{background:var(--step0);color:var(--ink)}.step1{background:var(--step1);color:var(--ink)}.step2{background:var(--step2);color:var(--ink)}.step3{background:var(--step3);color:var(--ink)}.step4{background:var(--step4);color:var(--on-step)}.step5{background:var(--step5);color:var(--on-step)}
.gaps{border-collapse:separate;border-spacing:2px;font-size:.82rem}
.gaps th,.gaps td{border:0;padding:2px 5px}
.gaps td{text-align:center;font-variant-numeric:tabular-nums;border-radius:4px;min-width:30px}
.gaps th:first-child{width:1%}
.gaps tbody th{position:sticky;left:0;background:var(--paper);white-space:nowrap;text-align:left;font-weight:500}
.gaps thead th{position:sticky;top:0;background:var(--paper);z-index:1;vertical-align:bottom;text-align:center}
.gaps thead th:first-child{left:0;z-index:2;text-align:left}
.gaps thead th>span{display:block;writing-mode:vertical-rl;max-height:11em;margin:0 auto}
.gaps thead th:first-child>span{writing-mode:horizontal-tb}
:root[lang=en] .gaps thead th+th>span{transform:rotate(180deg)}
.gaps td:last-child,.gaps .total>*{font-weight:700}
details{margin-top:16px}
summary{cursor:pointer;color:var(--accent);font-weight:600;font-size:.92rem}
ol.levels{margin:8px 0 14px;padding-left:1.6em}
ol.levels li{margin:4px 0}
.mark{font-size:.82rem;color:var(--accent);font-weight:600}
code{font-size:.86em;background:var(--soft);padding:1px 6px;border-radius:5px}
.filters{display:flex;flex-wrap:wrap;gap:8px 12px;margin:0 0 12px}
.filters input,.filters select{border:1px solid var(--line);border-radius:8px;background:var(--paper);padding:5px 10px;min-width:0;max-width:100%}
.filters input{flex:1 1 240px}
.filters label{display:flex;align-items:center;gap:6px;font-size:.88rem;color:var(--muted);min-width:0}
.filters select{color:var(--ink)}
.leaf th button{border:0;padding:0;background:none;font-weight:600;color:inherit;text-align:left}
.leaf th[aria-sort=ascending] button::after{content:" ▲"}
.leaf th[aria-sort=descending] button::after{content:" ▼"}
#needs-table tbody tr{cursor:pointer}
#needs-table tbody tr:hover{background:var(--soft)}
.leaf td{vertical-align:top}
.leaf th{white-space:nowrap}
#lists-table{font-size:.86rem;word-break:keep-all}
#lists-table td.long{word-break:normal;min-width:26em}
#needs-table td:nth-child(4){min-width:7em}
#needs-table td:nth-child(5){min-width:11em}
#needs-table td:nth-child(6){font-size:.94em;line-height:1.5}
#needs-table td button{border:0;padding:0;background:none;color:var(--accent);font-weight:600;text-decoration:underline;text-underline-offset:3px;font-variant-numeric:tabular-nums;text-align:left}
.state{font-weight:600;white-space:nowrap}.state::before{content:"";display:inline-block;width:.7em;height:.7em;border-radius:99px;margin-right:6px;background:var(--met)}
.state.partly::before{background:var(--partly)}.state.unmet::before{background:var(--urgent)}
.pager{display:flex;gap:10px;align-items:center;justify-content:flex-end;margin-top:12px;flex-wrap:wrap}
.pager span{color:var(--muted);font-size:.88rem;margin-right:auto}
dialog{position:fixed;inset:0 0 0 auto;margin:0;width:min(560px,100vw);height:100%;max-height:none;max-width:none;border:0;border-left:1px solid var(--line);background:var(--paper);color:var(--ink);padding:22px 26px;overflow-y:auto}
dialog::backdrop{background:rgba(10,15,20,.45)}
dialog h2{margin-right:5em}
dialog .close{position:absolute;top:20px;right:22px}
dialog dl{display:grid;grid-template-columns:max-content 1fr;gap:3px 16px;margin:10px 0;font-size:.92rem}
dt{color:var(--muted)}dd{margin:0}
.line{border:1px solid var(--line);border-radius:10px;padding:10px 14px;margin:10px 0}
.line h4{margin:0;font-size:1rem;display:flex;justify-content:space-between;gap:12px}
.line h4 span{font-variant-numeric:tabular-nums;white-space:nowrap;color:var(--muted);font-weight:500}
.line ul{margin:6px 0;padding-left:1.2em}
.line p{margin:6px 0}
.line .proof{color:var(--muted);font-size:.88rem;border-left:3px solid var(--accent);padding-left:10px}
.why li{margin:4px 0}
footer{padding-top:4px;padding-bottom:40px;color:var(--muted);font-size:.85rem}
@media (max-width:640px){
header,main,footer{padding-left:12px;padding-right:12px}
nav>div{padding:0 12px}
nav ul{flex-wrap:nowrap;overflow-x:auto}
.tools{float:none;margin:0 0 12px;gap:6px}
.tools button{padding:3px 8px;font-size:.82rem}
table{font-size:.86rem}
section{padding:14px 13px;border-radius:12px}
h1{font-size:1.4rem}
.tiles{grid-template-columns:1fr 1fr;gap:10px}
.tile b{font-size:1.4rem}
th,td{padding:5px 6px}
.bars{min-width:44px}
dialog{padding:16px}
dialog .close{top:14px;right:14px}
#needs-table thead{display:none}
#needs-table tr{display:grid;grid-template-columns:auto 1fr auto;gap:0 10px;padding:9px 0;border-bottom:1px solid var(--line)}
#needs-table td{border:0;padding:1px 0}
#needs-table td:nth-child(3){text-align:right;grid-column:3}
#needs-table td:nth-child(n+4){grid-column:1/-1}
}
@page{margin:14mm 12mm}
@media print{
html{font-size:12px}
body{background:none;font-size:9.2pt;line-height:1.45}
header,main,footer{max-width:none;padding:0}
nav,.filters,.pager button,.pager label,.close,.tools,details:not([open]){display:none}
section,.tile{border-color:#bbb;border-radius:6px;padding:10px 12px;margin:10px 0}
section{break-inside:auto}
h2,h3{break-after:avoid}
.tiles{grid-template-columns:repeat(auto-fit,minmax(100px,1fr))}
.tile,figure,tr,.line,.sides{break-inside:avoid}
thead{display:table-header-group}
.wide,.tall{overflow:visible;max-height:none}
.pair{grid-template-columns:1fr 1fr;gap:10px}
.pair>section{break-inside:avoid}
.chart{max-width:100%;max-height:72mm}
table{font-size:8pt}
th,td{padding:3px 5px}
.gaps{font-size:6.5pt;border-spacing:1px;table-layout:fixed}
.gaps thead th>span{max-height:9em;margin:auto}
.gaps th,.gaps td{padding:0 2px;min-width:0}
.gaps thead th:first-child{width:11em}
.gaps tbody th{white-space:normal}
.gaps thead th,.gaps tbody th{position:static}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body:has(dialog[open])>:not(dialog){display:none}
dialog[open]{position:static;width:auto;height:auto;border:0;padding:0;overflow:visible}
a{color:inherit;text-decoration:none}
}
`;
