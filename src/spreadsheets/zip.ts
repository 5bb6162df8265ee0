import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { CatalogueError } from '../ground/errors.ts';
import { damagedWorkbook } from './sheet.ts';

/* Reads zip archives from others, such as .xlsx files, with limits checked before and during unpacking. */

const END_OF_DIRECTORY = Buffer.from('PK\u0005\u0006');
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const COMMENT_MAX = 65_535;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** Marks a size or offset that does not fit in 32 bits. */
const ELSEWHERE = 0xffff_ffff;

/** Workbooks have a few dozen entries. */
const MOST_ENTRIES = 1000;
/** Maximum total size of unpacked files: five thousand full rows in each of three sheets need less. */
const MOST_UNPACKED = 30_000_000;

/** An archive begins with a file, or with its end record when it is empty. */
export const isZip = (bytes: Buffer): boolean => bytes.length > 3 && bytes.readUInt16LE(0) === 0x4b50;

export interface ZipEntry {
  name: string;
  isEncrypted: boolean;
  method: number;
  packedBytes: number;
  /** The size stated in the archive; it may be wrong. */
  bytes: number;
  /** The position of the entry in the directory, and of its content in the file. */
  at: number;
  localAt: number;
}

export const unpacksTooLarge = () =>
  new CatalogueError('body-too-large', {
    fr: `Une fois décompressé, ce classeur dépasse ${MOST_UNPACKED / 1_000_000} Mo. Gardez les feuilles et les lignes utiles, ou enregistrez chaque feuille en CSV.`,
    en: `Unpacked, this workbook is larger than ${MOST_UNPACKED / 1_000_000} MB. Keep the sheets and rows that matter, or save each sheet as CSV.`,
  });

function endOfDirectory(bytes: Buffer): number {
  const at = bytes.lastIndexOf(END_OF_DIRECTORY);
  if (at < 0 || at + END_BYTES > bytes.length || at < bytes.length - END_BYTES - COMMENT_MAX) throw damagedWorkbook();
  return at;
}

/**
 * The files of an archive, as its directory lists them.
 * @throws CatalogueError malformed-request, body-too-large
 */
export function zipDirectory(bytes: Buffer): ZipEntry[] {
  const end = endOfDirectory(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw unpacksTooLarge();
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let place = 0; place < count; place++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw damagedWorkbook();
    const nameBytes = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameBytes),
      isEncrypted: (bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
      method: bytes.readUInt16LE(at + 10),
      packedBytes: bytes.readUInt32LE(at + 20),
      bytes: bytes.readUInt32LE(at + 24),
      at,
      localAt: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function packedContent(bytes: Buffer, { localAt, packedBytes }: ZipEntry): Buffer {
  if (localAt === ELSEWHERE || localAt + 30 > bytes.length || bytes.readUInt32LE(localAt) !== LOCAL)
    throw damagedWorkbook();
  const from = localAt + 30 + bytes.readUInt16LE(localAt + 26) + bytes.readUInt16LE(localAt + 28);
  if (from + packedBytes > bytes.length) throw damagedWorkbook();
  return bytes.subarray(from, from + packedBytes);
}

const inflate = promisify(inflateRaw) as (packed: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

async function unpacked(packed: Buffer, method: number, most: number): Promise<Buffer> {
  if (method === STORED) {
    if (packed.length > most) throw unpacksTooLarge();
    return packed;
  }
  if (method !== DEFLATED) throw damagedWorkbook();
  return await inflate(packed, { maxOutputLength: Math.max(1, most) }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ERR_BUFFER_TOO_LARGE' ? unpacksTooLarge() : damagedWorkbook();
  });
}

/**
 * Unpacks some files of an archive. First the sizes stated in the directory are added up; then the unpacked bytes are
 * counted as they arrive, because the directory may be wrong.
 * @throws CatalogueError malformed-request, body-too-large
 */
export async function unzip(bytes: Buffer, entries: readonly ZipEntry[]): Promise<Map<string, Buffer>> {
  let left = MOST_UNPACKED;
  if (entries.reduce((sum, entry) => sum + entry.bytes, 0) > left) throw unpacksTooLarge();
  const files = new Map<string, Buffer>();
  for (const entry of entries) {
    if (files.has(entry.name)) throw damagedWorkbook();
    const content = await unpacked(packedContent(bytes, entry), entry.method, left);
    left -= content.length;
    files.set(entry.name, content);
  }
  return files;
}

/** The earliest time in the zip format: 1 January 1980, midnight. */
const NO_TIME = 0x0021_0000;

/** Removes the creation times from an archive, so that the same sheets give the same bytes. */
export function withoutTimes(bytes: Buffer): Buffer {
  for (const { at, localAt } of zipDirectory(bytes)) {
    bytes.writeUInt32LE(NO_TIME, at + 12);
    bytes.writeUInt32LE(NO_TIME, localAt + 10);
  }
  return bytes;
}
