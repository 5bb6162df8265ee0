import type { Label } from './reference.ts';

/* How data leave a tool, and which software takes them in: `tool-exports.json`, read and checked. */

/** Address of a page that was read, or `public-index:N` for a public file known by its number in an index. */
export type ReadSource = string;

/** What comes out of a tool, and where one asks for it. */
export interface ToolExport {
  /** Names of formats; `as-is`: the files as they were put there. None: no export exists. */
  formats: string[];
  where: Label;
  limits?: Label;
  source: ReadSource;
  /** Pages where the limits and the formats were read, when others. */
  limitsSource?: ReadSource;
  formatsSource?: ReadSource;
  alsoRead?: ReadSource;
  readOn: string;
  /** Date of the page or of its copy; null: unknown. */
  asOf: string | null;
}

/** Software that takes the data of a tool in. */
export interface ToolImport {
  software: string;
  how: Label;
  source: ReadSource;
}

/** What is known of leaving a tool; absent: not known. */
export interface ToolLeaving {
  export?: ToolExport;
  importedBy?: ToolImport[];
}

/** `tool-exports.json`: entries by the key of a tool. */
export interface ToolLeavingFile {
  tools: ({ tool: string } & ToolLeaving)[];
}

const FILE = 'tool-exports.json';
const SOURCE = /^(https?:\/\/\S+|public-index:\d+)$/;

const sourcesOf = ({ export: out, importedBy = [] }: ToolLeaving): (string | undefined)[] => [
  ...(out ? [out.source, out.limitsSource, out.formatsSource, out.alsoRead].filter((one) => one !== undefined) : []),
  ...importedBy.map(({ source }) => source),
];

/**
 * What is known of leaving each tool, by its key.
 * @throws Error naming the file when a tool is unknown or comes twice, or when something is said without its source.
 */
export function toolLeavings(file: ToolLeavingFile, tools: ReadonlyMap<string, unknown>): Map<string, ToolLeaving> {
  const known = new Map<string, ToolLeaving>();
  for (const { tool, ...leaving } of file.tools) {
    if (!tools.has(tool)) throw new Error(`${FILE}: there is no tool ${tool}`);
    if (known.has(tool)) throw new Error(`${FILE}: ${tool} comes twice`);
    for (const source of sourcesOf(leaving))
      if (source === undefined || !SOURCE.test(source))
        throw new Error(`${FILE}: ${tool} has the source ${source}, which is neither an address nor public-index:N`);
    known.set(tool, leaving);
  }
  return known;
}
