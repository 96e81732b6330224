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

  // ---- the list
  const columns = [
    { name: 'need', key: (one) => one.id },
    { name: 'urgency', key: (one) => one.place },
    { name: 'state', key: (one) => one.state },
    { name: 'category', key: (one) => text(one.category) },
    { name: 'community', key: (one) => text(one.street) + text(one.community) },
    { name: 'who', key: (one) => whoIn(one).join() },
  ];
  const view = { sort: 1, down: false, page: 0, rows: 25 };
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
  const chosen = (id) => find(id).value;
  const shownNeeds = () => {
    const asked = find('search').value.toLowerCase().split(/\\s+/).filter(Boolean);
    const [urgency, state, district] = ['urgency', 'state', 'district'].map(chosen);
    const found = needs.filter(
      (one) =>
        (urgency === '' || one.urgency === Number(urgency)) &&
        (state === '' || one.state === Number(state)) &&
        (district === '' || one.district === Number(district)) &&
        asked.every((part) => haystack(one).includes(part)),
    );
    const { key } = columns[view.sort];
    const sign = view.down ? -1 : 1;
    const { compare } = new Intl.Collator(root.lang, { numeric: true });
    const keys = new Map(found.map((one) => [one, key(one)]));
    const order = (a, b) => (typeof a === 'number' ? a - b : compare(a, b));
    return found.sort((a, b) => sign * order(keys.get(a), keys.get(b)) || a.place - b.place);
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
  const draw = () => {
    const found = shownNeeds();
    const size = view.rows || Math.max(1, found.length);
    const pages = Math.max(1, Math.ceil(found.length / size));
    view.page = Math.min(view.page, pages - 1);
    const from = view.page * size;
    const heads = columns.map(({ name }, i) => {
      const sort = i !== view.sort ? 'none' : view.down ? 'descending' : 'ascending';
      const button = element('button', { type: 'button' }, word(name));
      button.addEventListener('click', () => {
        view.down = i === view.sort && !view.down;
        view.sort = i;
        view.page = 0;
        draw();
        find('needs-table').tHead.rows[0].cells[i].firstChild.focus();
      });
      return element('th', { scope: 'col', 'aria-sort': sort }, button);
    });
    find('needs-table').tHead.replaceChildren(element('tr', {}, ...heads));
    find('needs-table').tBodies[0].replaceChildren(...found.slice(from, from + size).map(row));
    const to = Math.min(from + size, found.length);
    find('found').textContent = found.length === 0 ? word('nothing') : word('found', { from: from + 1, to, count: found.length });
    find('previous').disabled = view.page === 0;
    find('next').disabled = view.page >= pages - 1;
  };

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
    const lines = open.lines.map(([what, asked, covered, given, reason, proof]) => {
      const share = word('ofAsked', { covered: text(covered), demanded: text(asked) });
      const made = element('div', { class: 'line' }, element('h4', {}, text(what), element('span', {}, share)));
      const who = given.map(([provider, amount, slot]) =>
        element('li', {}, list([text(provider), text(amount), ...(slot === undefined ? [] : [text(slot)])])),
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

  // ---- filters
  const options = (id, entries) => {
    const select = find(id);
    const was = select.value;
    select.replaceChildren(...[['', word('any')], ...entries].map(([value, said]) => element('option', { value }, said)));
    select.value = was;
  };
  const restart = () => {
    view.page = 0;
    draw();
  };
  for (const id of ['search', 'urgency', 'state', 'district']) find(id).addEventListener('input', restart);
  find('rows').addEventListener('input', () => {
    view.rows = Number(chosen('rows'));
    restart();
  });
  const turn = (pages) => () => {
    view.page += pages;
    draw();
  };
  find('previous').addEventListener('click', turn(-1));
  find('next').addEventListener('click', turn(1));

  // ---- language and theme
  const relabel = () => {
    find('search').placeholder = word('search');
    find('search').setAttribute('aria-label', word('searchLabel'));
    const said = ([, number], i) => [String(i), text(number)];
    options('urgency', data.urgencies.map(said));
    options('state', data.states.map(said));
    const districts = [...new Set(needs.map((one) => one.district))].filter((number) => number >= 0);
    options('district', districts.map((number) => [String(number), text(number)]));
    find('district').parentElement.hidden = districts.length < 2;
    document.title = document.querySelector('h1').innerText;
    draw();
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
