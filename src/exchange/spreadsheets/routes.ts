import { type TObject, Type } from 'typebox';
import { requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { refuseAbsent } from '../../catalogue/gone.ts';
import { findHost, type Model } from '../../catalogue/model.ts';
import type { Database } from '../../database/open.ts';
import { FederationPath } from '../../documents/federation.ts';
import { type Host, HostPath } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { inLanguage } from '../../ground/errors.ts';
import { readOwnHost } from '../../hosts/entries/commands.ts';
import { hostWriter, ownsHost } from '../../hosts/rights.ts';
import { versionTag } from '../../http/answering/conditional.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet, publicGet } from '../../http/get.ts';
import { type Write, type WriteAnswer, write } from '../../http/write.ts';
import { administrator } from '../../record/context.ts';
import type { Routes } from '../../record/writer.ts';
import type { Caller } from '../../requests/caller.ts';
import { CSV_TYPE, csvAnswer, longCsv } from '../../spreadsheets/csv.ts';
import { readSheets, SHEET_TYPES, WORKBOOK_CONTENT, workbookAnswer } from '../../spreadsheets/files.ts';
import { MOST_BYTES, MOST_COLUMNS, MOST_ROWS } from '../../spreadsheets/sheet.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { putHostSheets, putManySheets, type Upload } from './commands.ts';
import { columnsOf, SHEETS, type SheetKey } from './fields.ts';
import { HostSheetQuery, ManyQuery, TemplateQuery, WorkbookOutcome, WorkbookTrial } from './schema.ts';
import { hostsThatFit, hostsWorkbook, rowsOf, templateWorkbook } from './workbook.ts';

/** The CSV sheets of one host: what the file is called, and how its operations name it. */
const CSV_FILES: Readonly<Record<SheetKey, { file: string; name: string }>> = {
  hosts: { file: 'host.csv', name: '' },
  services: { file: 'services.csv', name: 'Services' },
  plans: { file: 'plans.csv', name: 'Plans' },
};

/** The file name of the workbook to fill in. */
const TEMPLATE_NAME = { fr: 'hebergeurs-a-remplir.xlsx', en: 'hosts-to-fill-in.xlsx' } as const;

const EXAMPLE = 'service,name,usages\r\nnuage,Nuage,file-storage-sharing\r\n';
const EXAMPLE_OF_MANY = 'host,service,name,usages\r\nles-aulnes,nuage,Nuage,file-storage-sharing\r\n';

const SEMANTICS = `Send back the workbook, or one of its sheets as CSV. A sheet is known by its name or by its titles; the sheets that explain and list are not read, and an unknown sheet or column is told in \`notes\`.

All or nothing: every fault is told at once. \`/services/3/usages\` is the cell of the fourth row of the sheet of services, the titles being the first row here.

- **A row or column that is missing changes nothing.** \`remove\`: yes takes a service or a plan out. A cell that is emptied makes its fact unknown; an empty cell is never “no”.
- Services are known by \`service\`, plans by \`service\`, \`plan\` and \`from\`. A plan under another name is another plan.
- Titles in French, in English or by the key, in any order; words of lists by key or label in either language; dates as 2026-11-25 or 25/11/2026, numbers as 1 234,50 € too.
- A row whose first cell begins with “Exemple :” or “Example:” is not read, nor are rows above the titles. Formulas are read by the value that was saved.
- Limits: ${MOST_ROWS} rows a sheet, ${MOST_COLUMNS} columns, ${MOST_BYTES / 1_000_000} MB.`;

const answerOf = (upload: Upload): WriteAnswer => ({
  status: 200,
  ...(upload.version !== undefined && { version: upload.version }),
  bodyIn: (language) => ({
    ...upload,
    added: upload.added.map(({ state: _, ...row }) => row),
    changed: upload.changed.map(({ states: _, ...row }) => row),
    notes: upload.notes.map(({ text, ...note }) => ({ ...note, text: inLanguage(text, language) })),
  }),
});

const bodyOf = (example: string) =>
  // Bytes in any encoding: there is no schema to validate first.
  Type.Unsafe<Buffer | undefined>({
    description: 'A workbook (.xlsx), or one of its sheets as CSV',
    examples: [example],
  });

/** Export and import of hosts, services and plans as spreadsheets. */
export const hostSheetRoutes: Routes<
  'only' | 'contextFor',
  { catalogue: Catalogue; db: Database; reference: Reference }
> = (app, { only, catalogue, db, contextFor, reference }) => {
  const hostAsked = async (model: Model, caller: Caller, ref: string): Promise<Host> =>
    findHost(model, ref) ?? (await readOwnHost(contextFor(caller), ref)) ?? (await refuseAbsent(db, ref));
  const tagOf = (caller: Caller, host: Host) =>
    ownsHost(caller, host) ? { versionTag: versionTag(host.version) } : {};
  const ofHost = {
    ...{ dependsOn: catalogue, tag: 'Writing' as const, params: HostPath },
    errors: ['host-not-found' as const, 'host-gone' as const, 'database-unavailable' as const],
  };

  publicGet(app, '/v1/hosts/:host/spreadsheet.xlsx', {
    ...ofHost,
    operationId: 'downloadHostWorkbook',
    summary: 'What a host says of itself, its services and its plans, as a workbook that can be sent back',
    answer: WORKBOOK_CONTENT,
    reading: { byLanguage: true },
    handler: async (request, model) => {
      const host = await hostAsked(model, request.caller, request.params.host);
      const language = languageOf(request);
      const rows = await rowsOf([host], model.reference, language);
      const sheets = await hostsWorkbook(rows, language, reference);
      return { ...(await workbookAnswer(sheets)), fileName: `${host.slug}.xlsx`, ...tagOf(request.caller, host) };
    },
  });

  for (const sheet of SHEETS)
    publicGet(app, `/v1/hosts/:host/${CSV_FILES[sheet].file}`, {
      ...ofHost,
      operationId: `downloadHost${CSV_FILES[sheet].name}Csv`,
      summary: `The sheet ${sheet} of the workbook of a host, as CSV`,
      answer: { content: { [CSV_TYPE]: Type.String() } },
      query: HostSheetQuery,
      handler: async ({ caller, params, query: { separator } }, model) => {
        const host = await hostAsked(model, caller, params.host);
        const rows = (await rowsOf([host], model.reference, separator))[sheet];
        const csv = await longCsv(columnsOf(sheet), rows, (row) => row, separator);
        return { ...csvAnswer(csv), ...tagOf(caller, host) };
      },
    });

  const intoHost = (file: string, operationId: string, description: string) => {
    /** Tries the file, or writes what it says. */
    const put =
      (dryRun: boolean): Write<typeof HostPath, ReturnType<typeof bodyOf>>['handler'] =>
      async ({ caller, params, body, headers }) => {
        const files = await readSheets(body ?? Buffer.alloc(0));
        const asked = { ifMatch: headers['if-match'], dryRun };
        return answerOf((await putHostSheets(contextFor(caller), params.host, files, asked)).document);
      };
    write(app, 'PUT', `/v1/hosts/:host/${file}`, {
      operationId,
      summary: 'Change a host, its services and its plans from a spreadsheet, all or nothing',
      description,
      tag: 'Writing',
      params: HostPath,
      bodyTypes: SHEET_TYPES,
      bodyLimit: MOST_BYTES,
      body: bodyOf(EXAMPLE),
      answers: { 200: WorkbookOutcome },
      allow: only(hostWriter),
      version: 'needed',
      onlyChanges: true,
      trial: { answer: WorkbookTrial, handler: put(true) },
      handler: put(false),
    });
  };
  intoHost('spreadsheet.xlsx', 'uploadHostWorkbook', SEMANTICS);
  for (const { file, name } of Object.values(CSV_FILES))
    intoHost(file, `uploadHost${name}Csv`, 'As `PUT …/spreadsheet.xlsx`, which takes any of these files.');

  publicGet(app, '/v1/federations/:federation/hosts.xlsx', {
    dependsOn: catalogue,
    operationId: 'downloadFederationHosts',
    summary: `The members of a federation today, their services and plans, as a workbook; beyond ${MOST_ROWS} rows a sheet, \`Link\` says where it goes on`,
    tag: 'Federations',
    answer: WORKBOOK_CONTENT,
    reading: { byLanguage: true },
    params: FederationPath,
    query: ManyQuery,
    errors: ['federation-not-found'],
    handler: async (request, model) => {
      const { members } = requireFederation(model, request.params.federation);
      const slugs = new Set(members.filter((member) => isCurrent(member, model.day)).map(({ host }) => host));
      const hosts = model.documents.filter(({ slug }) => slugs.has(slug));
      const { sheets, next } = await manyHosts(hosts, model, request);
      return { ...(await workbookAnswer(sheets)), ...(next && { link: `<${next}>; rel="next"` }) };
    },
  });

  /** The workbook of many hosts, sorted by slug, with the address of the next workbook. */
  const manyHosts = async (hosts: readonly Host[], model: Model, request: Parameters<typeof languageOf>[0]) => {
    const { after = '' } = request.query as { after?: string };
    const language = languageOf(request);
    const wanted = hosts.filter(({ slug }) => slug > after).sort((a, b) => (a.slug < b.slug ? -1 : 1));
    const fitting = hostsThatFit(wanted);
    const rows = await rowsOf(fitting, model.reference, language);
    const sheets = await hostsWorkbook(rows, language, reference);
    const path = (request.raw.url as string).split('?', 1)[0];
    const isLast = fitting.length === wanted.length;
    return { sheets, next: isLast ? null : `${path}?lang=${language}&after=${fitting.at(-1)!.slug}` };
  };

  privateGet(app, '/v1/spreadsheet.xlsx', {
    operationId: 'downloadCatalogueWorkbook',
    summary: `All hosts, services and plans as a workbook that can be sent back; beyond ${MOST_ROWS} rows a sheet, \`Link\` says where it goes on`,
    tag: 'Writing',
    answer: WORKBOOK_CONTENT,
    query: ManyQuery,
    allow: only(administrator),
    handler: async (request) => {
      const model = catalogue.current();
      const { sheets, next } = await manyHosts(model.documents, model, request);
      return { ...(await workbookAnswer(sheets)), isLocalized: true, next, fileName: 'bercail.xlsx' };
    },
  });

  const putMany =
    (dryRun: boolean): Write<TObject, ReturnType<typeof bodyOf>>['handler'] =>
    async ({ caller, body, headers }) => {
      const files = await readSheets(body ?? Buffer.alloc(0));
      return answerOf(await putManySheets(contextFor(caller), files, { ifMatch: headers['if-match'], dryRun }));
    };
  write(app, 'PUT', '/v1/spreadsheet.xlsx', {
    operationId: 'uploadCatalogueWorkbook',
    summary: 'Change many hosts, their services and plans from a spreadsheet, all or nothing',
    description: `As \`PUT /v1/hosts/{host}/spreadsheet.xlsx\`, with the column \`host\` in every sheet.

Version: that of each host stands in the sheet of hosts, and is compared; \`If-Match: *\` writes whatever it is.`,
    tag: 'Writing',
    bodyTypes: SHEET_TYPES,
    bodyLimit: MOST_BYTES,
    body: bodyOf(EXAMPLE_OF_MANY),
    answers: { 200: WorkbookOutcome },
    allow: only(administrator),
    version: 'accepted',
    errors: ['version-required'],
    trial: { answer: WorkbookTrial, handler: putMany(true) },
    handler: putMany(false),
  });

  publicGet(app, '/v1/spreadsheet/template.xlsx', {
    dependsOn: 'build',
    operationId: 'downloadTemplateWorkbook',
    isData: false,
    summary: 'A workbook of hosts, services and plans to fill in, with an example in each sheet that is not read',
    tag: 'Writing',
    answer: WORKBOOK_CONTENT,
    reading: { byLanguage: true },
    query: TemplateQuery,
    handler: async (request) => {
      const language = languageOf(request);
      return {
        ...(await workbookAnswer(await templateWorkbook(language, reference, request.query.for === 'draft'))),
        fileName: TEMPLATE_NAME[language],
      };
    },
  });
};
