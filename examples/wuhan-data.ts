import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The hospitals' needs and the factories' output that volunteers of the Wuhan 2020 Community collected in January and
 * February 2020, from the repository wuhan2020/wuhan2020 (MIT licence): contacts and addresses are never read.
 */

export interface Hospital {
  readonly id: string;
  readonly name: string;
  /** Absent where the source names none. */
  readonly district?: string | undefined;
  readonly verified: boolean;
  readonly needs: readonly Line[];
}

export interface Factory {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly output: readonly Line[];
}

/** Something asked for, or made in a day. */
export interface Line {
  readonly item: string;
  /** Absent where the source gives no amount. */
  readonly quantity?: number | undefined;
}

export interface Wuhan {
  readonly hospitals: readonly Hospital[];
  readonly factories: readonly Factory[];
  /** Listed in the source without any amount: they are counted, nothing is assumed of them. */
  readonly charities: number;
  readonly carriers: number;
  readonly hotels: number;
}

/** What is in the folder: a clone of the repository, or the same rows flattened; undefined if it is neither. */
export function readWuhan(folder: string): Wuhan | undefined {
  return readClone(join(folder, 'data', 'json')) ?? readFlat(folder);
}

// ---- the repository: each record is a list of { key, value, type } --------------------------------------------------

type Cells = readonly { key: string; value: unknown; type: string }[];

function readClone(folder: string): Wuhan | undefined {
  const hospitals = readJson<Cells[]>(folder, 'hospital/hubei/wuhanshi.json');
  if (!hospitals) return undefined;
  const factories = readJson<Cells[]>(folder, 'factory/data.json') ?? [];
  const count = (file: string): number => readJson<Cells[]>(folder, file)?.length ?? 0;
  return {
    hospitals: hospitals.map((cells, i) => ({
      id: `hospital-${i + 1}`,
      name: textOf(cells, '医院名称') ?? `${i + 1}`,
      district: textOf(cells, '区县'),
      verified: textOf(cells, '审核状态') === '已审核',
      needs: cells.flatMap(({ key, value, type }) =>
        type === 'supply' && typeof value === 'number' && value > 0 ? [{ item: key, quantity: amountOf(value) }] : [],
      ),
    })),
    factories: factories.map((cells, i) => ({
      id: `factory-${i + 1}`,
      name: textOf(cells, '厂商名称') ?? `${i + 1}`,
      city: textOf(cells, '市') ?? '',
      output: cells.flatMap(({ value, type }) =>
        type === 'supplies' && Array.isArray(value)
          ? value.map((made) => ({ item: String(made.specification).trim(), quantity: amountOf(Number(made.value)) }))
          : [],
      ),
    })),
    charities: count('donation/data.json'),
    carriers: count('logistical/data.json'),
    hotels: count('doctor_hotel/hubei/wuhanshi.json'),
  };
}

/** The form had no field for "how many": 1 says that it is needed, or made, and no more. */
function amountOf(value: number): number | undefined {
  return Number.isInteger(value) && value > 1 ? value : undefined;
}

function textOf(cells: Cells, key: string): string | undefined {
  const value = cells.find((cell) => cell.key === key)?.value;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

// ---- the same, flattened --------------------------------------------------------------------------------------------

type FlatLine = { item: string; quantity?: number | null; perDay?: number | null };
interface FlatRow {
  readonly id: string;
  readonly name: string;
  readonly city: string | null;
  readonly district: string | null;
  readonly verified: boolean;
  readonly needs?: readonly FlatLine[];
  readonly capacity?: readonly FlatLine[];
}

function readFlat(folder: string): Wuhan | undefined {
  const hospitals = readJson<FlatRow[]>(folder, 'hospital-needs-wuhan.json');
  if (!hospitals) return undefined;
  const factories = readJson<FlatRow[]>(folder, 'factories.json') ?? [];
  const rows = (file: string): FlatRow[] => readJson<FlatRow[]>(folder, file) ?? [];
  return {
    hospitals: hospitals.map(({ id, name, district, verified, needs = [] }) => ({
      id,
      name: name.trim(),
      district: district ?? undefined,
      verified,
      needs: needs.map(({ item, quantity }) => ({ item, quantity: quantity ?? undefined })),
    })),
    factories: factories.map(({ id, name, city, capacity = [] }) => ({
      id,
      name: name.trim(),
      city: city ?? '',
      output: capacity.map(({ item, perDay }) => ({ item, quantity: perDay ?? undefined })),
    })),
    charities: rows('charities.json').length,
    carriers: rows('logistics.json').length,
    hotels: rows('hotels.json').filter(({ city }) => city === '武汉市').length,
  };
}

function readJson<T>(folder: string, file: string): T | undefined {
  const path = join(folder, file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
}

// ---- names ----------------------------------------------------------------------------------------------------------

/** What hospitals ask for, in English. */
export const ITEMS_EN: ReadonlyMap<string, string> = new Map([
  ['普通医用口罩', 'medical masks'],
  ['医用外科口罩', 'surgical masks'],
  ['医用防护口罩 | N95口罩', 'N95 masks'],
  ['防冲击眼罩/护目镜/防护眼镜', 'goggles'],
  ['防护面罩', 'face shields'],
  ['防护帽/医用帽/圆帽', 'medical caps'],
  ['防护服', 'protective suits'],
  ['隔离衣', 'isolation gowns'],
  ['手术衣', 'surgical gowns'],
  ['乳胶手套', 'latex gloves'],
  ['防污染鞋套', 'shoe covers'],
  ['防污染靴套', 'boot covers'],
  ['长筒胶鞋/防污染靴', 'rubber boots'],
  ['84消毒液', '84 disinfectant'],
  ['过氧乙酸', 'peracetic acid'],
  ['75%酒精', '75 % alcohol'],
  ['手部皮肤消毒液', 'hand sanitiser'],
  ['活力碘', 'iodophor'],
  ['空气消毒设备', 'air disinfection'],
  ['医用紫外线消毒车', 'UV disinfection carts'],
  ['床罩', 'bed covers'],
  ['医用面罩式雾化器', 'mask nebulisers'],
  ['测体温设备', 'thermometers'],
]);

export const DISTRICTS_EN: ReadonlyMap<string, string> = new Map([
  ['武昌区', 'Wuchang'],
  ['江岸区', 'Jiang’an'],
  ['江汉区', 'Jianghan'],
  ['硚口区', 'Qiaokou'],
  ['洪山区', 'Hongshan'],
  ['青山区', 'Qingshan'],
  ['汉阳区', 'Hanyang'],
  ['蔡甸区', 'Caidian'],
  ['江夏区', 'Jiangxia'],
  ['东西湖区', 'Dongxihu'],
  ['黄陂区', 'Huangpi'],
  ['新洲区', 'Xinzhou'],
  ['汉南区', 'Hannan'],
  ['高新区', 'High-tech zone'],
]);

/** What a factory makes, by the hospitals' name for it; what no hospital asks for keeps its own. */
export const ITEM_OF_PRODUCT: ReadonlyMap<string, string> = new Map([
  ['医用口罩', '普通医用口罩'],
  ['一次性医用口罩', '普通医用口罩'],
  ['N95', '医用防护口罩 | N95口罩'],
]);
