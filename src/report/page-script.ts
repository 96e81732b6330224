/**
 * The script of the page: language, theme, print, and the list of needs with its drawer. Plain JavaScript, no library, no network;
 * data become text nodes, never markup. Its hash stands in page-hashes.ts; a test checks its types.
 */
export const PAGE_SCRIPT = `
'use strict';
(() => {
  const root = document.documentElement;
  const find = (id) => document.getElementById(id);
  const data = JSON.parse(find('data').textContent);
  const language = () => Math.max(0, data.langs.indexOf(root.lang));
  const text = (number) => {
    const found = data.texts[number];
    return typeof found === 'string' ? found : found ? found[language()] : '';
  };
  const word = (name, values) => {
    const said = text(data.words[name]);
    return said.replace(/\\{(\\w+)\\}/g, (_, key) => String((values || {})[key]));
  };
  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const needs = data.needs.map((row, place) => {
    const [id, urgency, state, severity, people, rank, category, community, street, district, lead, carrier, lines, why] = row;
    return { place, id, urgency, state, severity, people, rank, category, community, street, district, lead, carrier, lines, why };
  });

  const grouped = (count) => count.toLocaleString('en-US');

  // ---- tables to search, to sort and to leaf through
  const order = (compare) => (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)));
  const leaf = (name, { columns, chosen, says, row, found, nothing, sort }) => {
    const part = (which) => find(name + '-' + which);
    const table = part('table');
    const view = { sort, down: false, page: 0 };
    const sorted = (all) => {
      const column = columns()[view.sort];
      if (!column) return all;
      const by = order(new Intl.Collator(root.lang, { numeric: true }).compare);
      const sign = view.down ? -1 : 1;
      return all.map((one, i) => ({ one, i, key: column.key(one) })).sort((a, b) => sign * by(a.key, b.key) || a.i - b.i).map(({ one }) => one);
    };
    const draw = () => {
      const asked = part('search').value.toLowerCase().split(/\\s+/).filter(Boolean);
      const all = sorted(chosen().filter((one) => asked.every((word) => says(one).includes(word))));
      const size = Number(part('rows').value) || Math.max(1, all.length);
      const pages = Math.max(1, Math.ceil(all.length / size));
      view.page = Math.min(view.page, pages - 1);
      const from = view.page * size;
      const to = Math.min(from + size, all.length);
      const heads = columns().map(({ title, figure }, i) => {
        const button = element('button', { type: 'button' }, title);
        button.addEventListener('click', () => {
          view.down = i === view.sort && !view.down;
          view.sort = i;
          view.page = 0;
          draw();
          table.tHead.rows[0].cells[i].firstChild.focus();
        });
        const sort = i !== view.sort ? 'none' : view.down ? 'descending' : 'ascending';
        return element('th', { scope: 'col', 'aria-sort': sort, class: figure ? 'number' : '' }, button);
      });
      table.tHead.replaceChildren(element('tr', {}, ...heads));
      table.tBodies[0].replaceChildren(...all.slice(from, to).map(row));
      part('found').textContent = all.length === 0 ? word(nothing) : word(found, { from: grouped(from + 1), to: grouped(to), count: grouped(all.length) });
      part('previous').disabled = view.page === 0;
      part('next').disabled = view.page >= pages - 1;
    };
    const restart = () => {
      view.page = 0;
      draw();
    };
    const turn = (pages) => () => {
      view.page += pages;
      draw();
    };
    for (const which of ['search', 'rows']) part(which).addEventListener('input', restart);
    part('previous').addEventListener('click', turn(-1));
    part('next').addEventListener('click', turn(1));
    return {
      restart,
      draw() {
        part('search').placeholder = word(name + 'Search');
        part('search').setAttribute('aria-label', word('searchLabel'));
        draw();
      },
      anew() {
        view.sort = sort;
        part('search').value = '';
        restart();
      },
    };
  };

  // ---- the needs
  const whoIn = (one) => [...new Set(one.lines.flatMap((line) => line[3].map((given) => text(given[0]))))];
  const haystacks = new Map();
  const haystack = (one) => {
    let found = haystacks.get(one);
    if (found === undefined) {
      const numbers = [one.category, one.community, one.street, one.district];
      for (const line of one.lines) numbers.push(line[0], ...line[3].map((given) => given[0]));
      const words = numbers.filter((number) => number >= 0).flatMap((number) => data.texts[number]);
      found = [one.id, ...words].join('\\n').toLowerCase();
      haystacks.set(one, found);
    }
    return found;
  };
  const urgencyTag = (one) => {
    const [name, said] = data.urgencies[one.urgency];
    return element('span', { class: 'tag ' + name }, text(said));
  };
  const stateTag = (one) => {
    const [name, said] = data.states[one.state];
    return element('span', { class: 'state ' + name }, text(said));
  };
  const list = (parts) => parts.join(language() === 0 ? '、' : ', ');
  const row = (one) => {
    const open = element('button', { type: 'button', 'aria-label': word('open', { need: one.id }) }, one.id);
    const who = whoIn(one);
    const told = who.slice(0, 3);
    if (who.length > told.length) told.push(word('more', { count: who.length - told.length }));
    const cells = [open, urgencyTag(one), stateTag(one), text(one.category)];
    const place = element('span', {}, text(one.community), element('br', {}), element('span', { class: 'faint' }, text(one.street)));
    const made = element('tr', {}, ...cells.map((cell) => element('td', {}, cell)), element('td', {}, place));
    made.append(element('td', who.length > 0 ? {} : { class: 'faint' }, who.length > 0 ? list(told) : word('nobody')));
    made.addEventListener('click', () => show(one, open));
    return made;
  };
  const filters = ['urgency', 'state', 'district'];
  const needList = leaf('needs', {
    columns: () => [
      { title: word('need'), key: (one) => one.id },
      { title: word('urgency'), key: (one) => one.place },
      { title: word('state'), key: (one) => one.state },
      { title: word('category'), key: (one) => text(one.category) },
      { title: word('community'), key: (one) => text(one.street) + text(one.community) },
      { title: word('who'), key: (one) => whoIn(one).join() },
    ],
    chosen: () =>
      needs.filter((one) => filters.every((id) => find(id).value === '' || one[id] === Number(find(id).value))),
    says: haystack,
    row,
    found: 'found',
    nothing: 'nothing',
    sort: 1,
  });
  for (const id of filters) find(id).addEventListener('input', needList.restart);

  // ---- the lists
  const cellOf = (number) => {
    const said = text(number);
    return said === '' || Number.isNaN(Number(said)) ? said : Number(said);
  };
  const listOf = () => data.lists[Number(find('list').value) || 0];
  const headed = new Map();
  /** Columns that hold nothing but figures stand to the right. */
  const headsOf = (list) => {
    if (!headed.has(list)) {
      const [, heads, rows] = list;
      const isFigure = (_, i) => rows.length > 0 && rows.every((cells) => text(cells[i]) === '' || typeof cellOf(cells[i]) === 'number');
      headed.set(list, heads.map(isFigure));
    }
    return headed.get(list);
  };
  const kindOf = (number, i) => (headsOf(listOf())[i] ? 'number' : text(number).length > 30 ? 'long' : '');
  const lists =
    data.lists.length > 0 &&
    leaf('lists', {
      columns: () =>
        listOf()[1].map((title, i) => ({
          title: text(title),
          figure: headsOf(listOf())[i],
          key: (cells) => cellOf(cells[i]),
        })),
      chosen: () => listOf()[2],
      says: (cells) => cells.map(text).join('\\n').toLowerCase(),
      row: (cells) => element('tr', {}, ...cells.map((number, i) => element('td', { class: kindOf(number, i) }, text(number)))),
      found: 'foundRows',
      nothing: 'nothing',
      sort: -1,
    });
  if (lists) find('list').addEventListener('input', lists.anew);

  // ---- the drawer
  const drawer = find('drawer');
  let open;
  let opener;
  const show = (one, from) => {
    open = one;
    opener = from;
    fill();
    if (!drawer.open) drawer.showModal();
    drawer.scrollTop = 0;
  };
  const fill = () => {
    const facts = element('dl', {});
    const fact = (name, value) => {
      if (value !== '') facts.append(element('dt', {}, word(name)), element('dd', {}, value));
    };
    fact('category', text(open.category));
    fact('community', text(open.community));
    fact('street', text(open.street));
    fact('district', open.district < 0 ? '' : text(open.district));
    fact('severity', open.severity + ' / 5');
    fact('beneficiaries', String(open.people));
    fact('rank', open.rank === '' ? '' : '(' + open.rank + ')');
    fact('lead', open.lead < 0 ? '' : text(open.lead));
    fact('carrier', open.carrier < 0 ? '' : text(open.carrier));
    const close = element('button', { type: 'button', class: 'close' }, word('close'));
    close.addEventListener('click', () => drawer.close());
    const colon = language() === 0 ? '：' : ': ';
    const lines = open.lines.map(([what, asked, covered, given, reason, proof]) => {
      const share = word('ofAsked', { covered: text(covered), demanded: text(asked) });
      const made = element('div', { class: 'line' }, element('h4', {}, text(what), element('span', {}, share)));
      const who = given.map(([provider, amount, slot]) =>
        element('li', {}, text(provider) + colon + list([amount, ...(slot === undefined ? [] : [slot])].map(text))),
      );
      if (who.length > 0) made.append(element('ul', {}, ...who));
      if (reason >= 0) made.append(element('p', {}, text(reason)));
      made.append(element('p', { class: 'proof' }, element('b', {}, word('proof') + ' '), text(proof)));
      return made;
    });
    const title = element('h2', { id: 'drawer-title' }, word('need') + ' ' + open.id);
    const why = open.why
      ? element('ul', { class: 'why' }, ...open.why.map((said) => element('li', {}, text(said))))
      : element('p', { class: 'note' }, word('short'));
    drawer.replaceChildren(
      close,
      title,
      element('p', { class: 'tags' }, urgencyTag(open), ' ', stateTag(open)),
      facts,
      element('h3', {}, word('arrangement')),
      ...lines,
      element('h3', {}, word('why')),
      why,
    );
  };
  drawer.addEventListener('close', () => {
    if (opener && opener.isConnected) opener.focus();
  });
  drawer.addEventListener('click', (event) => {
    if (event.target === drawer && event.clientX < drawer.getBoundingClientRect().left) drawer.close();
  });

  // ---- choices
  const options = (id, entries, first = [['', word('any')]]) => {
    const select = find(id);
    const was = select.value || (first.length > 0 ? '' : '0');
    select.replaceChildren(...[...first, ...entries].map(([value, said]) => element('option', { value }, said)));
    select.value = was;
  };

  // ---- language and theme
  const relabel = () => {
    const said = ([, number], i) => [String(i), text(number)];
    options('urgency', data.urgencies.map(said));
    options('state', data.states.map(said));
    const districts = [...new Set(needs.map((one) => one.district))].filter((number) => number >= 0);
    options('district', districts.map((number) => [String(number), text(number)]));
    find('district').parentElement.hidden = districts.length < 2;
    document.title = document.querySelector('h1').innerText;
    needList.draw();
    if (lists) {
      options('list', data.lists.map(([name], i) => [String(i), text(name)]), []);
      lists.draw();
    }
    if (drawer.open) fill();
  };
  const pressed = (buttons, isPressed) => {
    for (const button of buttons) button.setAttribute('aria-pressed', String(isPressed(button)));
  };
  const languages = document.querySelectorAll('[data-lang]');
  const themes = document.querySelectorAll('[data-to-theme]');
  const inLanguage = (lang) => {
    root.lang = lang;
    pressed(languages, (button) => button.dataset.lang === lang);
    relabel();
  };
  const inTheme = (theme) => {
    if (theme === '') delete root.dataset.theme;
    else root.dataset.theme = theme;
    pressed(themes, (button) => button.dataset.toTheme === theme);
  };
  for (const button of languages) button.addEventListener('click', () => inLanguage(button.dataset.lang));
  for (const button of themes) button.addEventListener('click', () => inTheme(button.dataset.toTheme));
  find('print').addEventListener('click', () => window.print());
  inTheme('');
  inLanguage(root.lang);
})();
`;
