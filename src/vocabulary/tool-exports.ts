import type { Label } from './reference.ts';

/* How to export data from a tool, and which software imports them: `tool-exports.json`, read and checked. */

/** Address of the page that was read, or `public-index:N` for a public file by its number in an index. */
type ReadSource = string;

/** An export of a tool, and where to request it. */
export interface ToolExport {
  /** Names of formats; `as-is`: the files as they were uploaded. Empty: no export exists. */
  formats: string[];
  where: Label;
  limits?: Label;
  source: ReadSource;
  /** Pages from which limits and formats were taken, when they differ from the source. */
  limitsSource?: ReadSource;
  formatsSource?: ReadSource;
  alsoRead?: ReadSource;
  readOn: string;
  /** Date of the page or of its copy; null: unknown. */
  asOf: string | null;
}

/** Software that imports the data of a tool. */
interface ToolImport {
  software: string;
  how: Label;
  source: ReadSource;
}

/** What is known about leaving a tool; absent: unknown. */
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
 * What is known about leaving each tool, by its key.
 * @throws Error with the name of the file when a tool is unknown or duplicated, or when a fact has no source
 */
export function toolLeavings(file: ToolLeavingFile, tools: ReadonlyMap<string, unknown>): Map<string, ToolLeaving> {
  const leavings = new Map<string, ToolLeaving>();
  for (const { tool, ...leaving } of file.tools) {
    if (!tools.has(tool)) throw new Error(`${FILE}: there is no tool ${tool}`);
    if (leavings.has(tool)) throw new Error(`${FILE}: ${tool} comes twice`);
    for (const source of sourcesOf(leaving))
      if (source === undefined || !SOURCE.test(source))
        throw new Error(`${FILE}: ${tool} has the source ${source}, which is neither an address nor public-index:N`);
    leavings.set(tool, leaving);
  }
  return leavings;
}
