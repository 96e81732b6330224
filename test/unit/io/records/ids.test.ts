import { describe, expect, it } from 'vitest';
import { importTables, type Table } from '../../../../src/io/index.js';
import { isPersonal } from '../../../../src/io/records/ids.js';
import { needsOf, providersOf } from '../../../../src/model/network.js';
import { shown } from '../tables.js';

const NEEDS = '编号,社区,紧急程度,能力\n';
const PLACES: Table = { file: '社区.csv', data: '编号,名称\nc,大同社区\nd,城西社区\n' };
const read = (...tables: Table[]) => importTables([PLACES, ...tables]);
const ids = ({ network }: ReturnType<typeof read>) => needsOf(network).map(({ id }) => id);
/** With the sign that makes it an identity number; the rest is nobody's. */
const identity = (seventeen: string): string => [...'0123456789X'].map((sign) => seventeen + sign).find(isPersonal)!;

describe('ids', () => {
  it('of files that count from 1 each get the place in front, in every file that has one', () => {
    const result = read(
      { file: '需求-大同.csv', data: `${NEEDS}1,c,急,x\n2,c,难,x\n` },
      { file: '城西/需求.csv', data: `${NEEDS}1,d,急,y\n3,d,难,y\n` },
    );
    expect(ids(result)).toEqual(['城西-1', '城西-3', '大同-1', '大同-2']);
    expect(shown(result.issues)).toEqual([]);
    expect(result.hints.filter(({ code }) => code === 'READ_AS').map(({ file }) => file)).toEqual([
      '需求-大同.csv',
      '城西/需求.csv',
    ]);
  });

  it('of a copy are doubles, and so are those that do not only count', () => {
    const rows = `${NEEDS}1,c,急,x\n`;
    expect(shown(read({ file: '需求.csv', data: rows }, { file: '需求 - 副本.csv', data: rows }).issues)).toEqual([
      '需求 - 副本.csv/2/编号 DUPLICATE_ID 1',
    ]);
    const orders = read(
      { file: '需求-大同.csv', data: `${NEEDS}GD2026001,c,急,x\n` },
      { file: '需求-城西.csv', data: `${NEEDS}GD2026001,d,急,y\n` },
    );
    expect(shown(orders.issues)).toEqual(['需求-城西.csv/2/编号 DUPLICATE_ID GD2026001']);
  });

  it('are looked for in the own file first', () => {
    const workers = (name: string) =>
      `编号,名称,社区,能力,数量,单位,督导\n1,${name}甲,c,个案管理,1,个案,\n2,${name}乙,c,个案管理,1,个案,1\n`;
    const { network } = read(
      { file: '社会工作者-大同.csv', data: workers('大') },
      { file: '社会工作者-城西.csv', data: workers('城') },
    );
    const supervised = providersOf(network).flatMap((one) =>
      'supervisor' in one && one.supervisor ? [[one.id, one.supervisor]] : [],
    );
    expect(supervised).toEqual([
      ['城西-2', '城西-1'],
      ['大同-2', '大同-1'],
    ]);
  });

  it('are made where there are none, each of its own row', () => {
    const result = read({ file: '需求-大同.csv', data: '社区,紧急程度,能力\nc,急,x\nc,急,x\n' });
    expect(ids(result)).toEqual(['大同-1', '大同-2']);
    expect(
      result.tables
        .at(-1)
        ?.said.map(({ zh }) => zh)
        .join(),
    ).toMatch(/编号按顺序编为 大同-1/);
  });

  it('that are numbers of persons get a pseudonym, one for one number, and are told', () => {
    const person = identity('11010519491231002');
    const result = read(
      {
        file: '志愿者.csv',
        data: `编号,社区,能力,数量,未成年,监护人\n13800000000,c,x,1,否,\n${person},c,x,1,是,13800000000\n`,
      },
      { file: '需求.csv', data: `${NEEDS}${person},c,急,x\n` },
    );
    expect(ids(result)).toEqual(['代号-2']);
    const text = JSON.stringify(result.network.export());
    expect([text.includes(person), text.includes('13800000000'), text.includes('代号-1')]).toEqual([
      false,
      false,
      true,
    ]);
    expect(result.hints.filter(({ said }) => said?.zh.includes('代号')).map(({ file }) => file)).toEqual([
      '志愿者.csv',
      '需求.csv',
    ]);
  });

  it.each(['202603010000000123', '11010519491331002X', '12345678901', 'GD13800000000', '1380000000'])(
    '%s is no number of a person',
    (text) => expect(isPersonal(text)).toBe(false),
  );
});

describe('communities that nobody lists', () => {
  it('are made of what others name, and told once', () => {
    const { network, issues } = importTables([
      { file: '需求.csv', data: `${NEEDS}1,大同社区,急,x\n2,城西社区,急,x\n` },
      { file: '志愿者.csv', data: '编号,社区,能力,数量\n1,大同社区,x,1\n' },
    ]);
    expect(
      network.hasNode('community:大同社区') && network.hasNode('community:城西社区') && network.hasNode('volunteer:1'),
    ).toBe(true);
    expect(shown(issues)).toEqual(['communities REQUIRED']);
  });
});

describe('one row for a household', () => {
  const lines = (data: string) =>
    needsOf(read({ file: '需求.csv', data }).network).map(({ requirements }) =>
      requirements.map(({ capability, quantity, unit }) => `${capability.code} ${quantity} ${unit}`),
    );

  it('has a line for each numbered column', () => {
    expect(lines('编号,社区,紧急程度,需求一,需求二,需求三\n1,c,急,陪同就医,,助浴\n')).toEqual([
      ['escort 1 session', 'bathing 1 session'],
    ]);
    expect(lines('编号,社区,紧急程度,能力1,数量1,能力2,数量2\n1,c,急,陪同就医,2,助浴,3\n')).toEqual([
      ['escort 2 session', 'bathing 3 session'],
    ]);
  });

  it('has a line for each capability that is ticked, with its figure', () => {
    expect(lines('编号,社区,紧急程度,陪同就医,助浴,备注\n1,c,急,√,3,电话\n2,c,急,,是,\n')).toEqual([
      ['escort 1 session', 'bathing 3 session'],
      ['bathing 1 session'],
    ]);
  });

  it('of a volunteer is one offer with all that is ticked', () => {
    const { network } = read({ file: '志愿者.csv', data: '编号,社区,陪同就医,助浴,数量,单位\n1,c,√,√,3,次\n' });
    expect(providersOf(network).find(({ id }) => id === '1')?.offers).toMatchObject([
      { quantity: 3, capabilities: [{ code: 'escort' }, { code: 'bathing' }] },
    ]);
  });
});

describe('rows that are no records', () => {
  it('are passed over and told once', () => {
    const { network, issues, tables } = read({
      file: '需求.csv',
      data: `某街道台账,,,\n${NEEDS}1,c,急,x\n小 计,,1,\n编号,社区,紧急程度,能力\n示例2,c,急,x\n2,c,急,x\n总计,,2,\n制表人：某某,,审核：,\n备注：以上为本月数,,,\n`,
    });
    expect(needsOf(network).map(({ id }) => id)).toEqual(['1', '2']);
    expect(shown(issues)).toEqual([]);
    expect(tables.at(-1)?.said.map(({ zh }) => zh)).toEqual([
      '表头在第 2 行',
      '合计行不是记录，略过：第 4, 8 行',
      '重复的表头不是记录，略过：第 5 行',
      '示例行不是记录，略过：第 6 行',
      '表尾说明不是记录，略过：第 9, 10 行',
    ]);
  });
});
