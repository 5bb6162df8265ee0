import { strToU8, zipSync } from 'fflate';

/*
 * For every operation that takes a body, the worst one that its author could think of, at the limit of what is read; and
 * the worst addresses. Written by hand: an operation without one fails the row.
 */

export interface Worst {
  /** What makes it bad. */
  name: string;
  body: string | Uint8Array<ArrayBuffer>;
  type?: string;
}

const BYTES = 990_000;
const CSV_BYTES = 3_990_000;
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook of one sheet, which packs well and unpacks to as much as is read. */
function workbook(sheetData: string): Uint8Array<ArrayBuffer> {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const files = {
    'xl/workbook.xml': `<workbook xmlns:r="${relations}"><sheets><sheet name="Membres" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])));
}
const UNPACKED = 29_900_000;

/** As many items as fit, and as there may be values. */
function many(item: (index: number) => string, valuesEach = 1, bytes = BYTES): string {
  const items: string[] = [];
  for (let i = 0, length = 0; i < Math.floor(49_000 / valuesEach); i++) {
    const next = item(i);
    length += next.length + 1;
    if (length > bytes) break;
    items.push(next);
  }
  return items.join(',');
}
const long = (piece: string, bytes = BYTES): string => piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)));
const unknownNames = (): string => many((i) => `"n${i}":${i}`);
const rows = (title: string, row: (index: number) => string, count = 4999): string =>
  `${title}\n${Array.from({ length: count }, (_, i) => row(i)).join('\n')}\n`;

const HOST = '"slug":"hote-lent","name":"Hôte","website":"https://lent.example","terms":"2026-1"';
const FEDERATION = '"slug":"collectif-lent","name":"Collectif","website":"https://lent.example"';
const ZONES = many((i) => `{"level":"commune","code":"A${i % 10_000}"}`, 3);
const WRONG_ZONES = many(() => '{"level":"x","code":""}', 3);
const PLANS = many(() => '{"name":1,"period":"x","fixed":-1,"maxAccounts":"y","maxGb":null}', 6);
const USAGES = '"usages":[{"usage":"file-storage-sharing","accounts":10,"storageGb":10}]';
const TEN = [
  ...['file-storage-sharing', 'email-hosting', 'shared-calendar', 'video-conferencing', 'mailing-lists'],
  ...['date-polls', 'chat', 'website-hosting', 'collaborative-documents', 'surveys-forms'],
];
const TEN_USAGES = `"usages":[${TEN.map((usage) => `{"usage":"${usage}"}`).join()}]`;
/** Text that holds nothing but signs that do not show, until the last letter. */
const HIDDEN = long('\u200b', BYTES - 100);

export const WORST_BODIES: Readonly<Record<string, Worst>> = {
  registerHost: { name: 'an address of dots', body: `{${HOST},"contact":{"email":"a@${long('.', BYTES - 200)}@"}}` },
  patchHost: { name: 'zones that are none', body: `{"serves":[${WRONG_ZONES}]}` },
  putHostDocument: {
    name: 'services with wrong plans',
    body: `{"host":{${HOST},"serves":[${ZONES.slice(0, 200_000).replace(/,[^,}]*$|,\{[^}]*$/, '')}]},"services":[{"slug":"a","plans":[${PLANS.slice(0, 250_000).replace(/,\{[^}]*$/, '')}]}]}`,
  },
  putService: { name: 'wrong plans', body: `{"name":"Nuage","usages":["chat"],"plans":[${PLANS}]}` },
  patchService: {
    name: 'the same usage again and again',
    body: `{"usages":[${many(() => '"file-storage-sharing"')}]}`,
  },
  createFederation: { name: 'unknown names', body: `{${FEDERATION},${unknownNames()}}` },
  askForFederation: {
    name: 'hidden signs',
    body: `{"name":"Les Berges","website":"https://berges.example","summary":{"fr":"${HIDDEN}"}}`,
  },
  checkFederationRequest: { name: 'a long key', body: `{"key":"${long('a', BYTES - 100)}"}` },
  enterFederation: { name: 'a long key', body: `{"key":"${long('a', BYTES - 100)}"}` },
  answerFederationRequest: { name: 'hidden signs', body: `{"outcome":"refused","reason":{"fr":"${HIDDEN}"}}` },
  patchFederation: { name: 'hidden signs', body: `{"summary":{"fr":"${HIDDEN}"}}` },
  matchNeed: {
    name: 'unknown wishes',
    body: `{${TEN_USAGES},"wish":{"criteria":{${many((i) => `"c-${i}":"plus"`)}}}}`,
  },
  diagnoseTools: {
    name: 'tools that are nearly known',
    body: `{"currentTools":[${Array.from({ length: 60 }, (_, i) => `{"tool":"nextclowd googel drivve ${i}"}`).join()}]}`,
  },
  checkChatonsInfosFile: {
    name: 'keys that are nearly known',
    type: 'text/plain',
    body: Array.from({ length: 5500 }, (_, i) => `organization.socialnetwork.mastodo${i} = x`).join('\n'),
  },
  suspendHost: { name: 'hidden signs', body: `{"reason":{"fr":"${HIDDEN}a"}}` },
  redactHost: { name: 'a long text', body: `{"text":"${long('a ', BYTES)}"}` },
  announceClosing: {
    name: 'spaces in an address',
    body: `{"stages":{"closed":"2027-07-01"},"reason":{"fr":"Fin."},"exportGuide":"https://a${long(' ')}"}`,
  },
  announceServiceClosing: {
    name: 'a day that does not end',
    body: `{"stages":{"closed":"2027-07-01${long('0')}"},"reason":{"fr":"Fin."}}`,
  },
  reportHost: {
    name: 'almost a telephone number',
    body: `{"kind":"wrong","text":{"fr":"${long('+33 1 ', 3990)}","en":"${long('a @ b . ', 3990)}"},"url":"https://a.example/${long('%41', BYTES - 9000)}"}`,
  },
  answerReport: { name: 'unknown names', body: `{"answer":{"fr":"Merci."},${unknownNames()}}` },
  putFederationSource: { name: 'an address without end', body: `{"url":"https://a.example/${long('%41')}"}` },
  putHostSource: { name: 'unknown names', body: `{"url":"https://a.example/a.properties",${unknownNames()}}` },
  putClaim: { name: 'hidden signs', body: `{"value":"yes","note":{"fr":"${HIDDEN}"}}` },
  putCommitment: { name: 'a list of everything', body: `{"value":[${many((i) => `"t${i}"`)}]}` },
  putServiceCommitment: { name: 'lists in lists', body: `{"value":[${many((i) => `[${i}]`, 2)}]}` },
  putReply: { name: 'an address of dashes', body: `{"text":{"fr":"Non."},"evidenceUrl":"https://${long('-')}"}` },
  createToken: {
    name: 'an instant that does not end',
    body: `{"role":"admin","label":"a","expiresAt":"${long('2026-')}"}`,
  },
  rotateToken: { name: 'unknown names', body: `{${unknownNames()}}` },
  putAlias: { name: 'a year that does not end', body: `{"until":"2026${long('0')}"}` },
  noteLetter: { name: 'a day that does not end', body: `{"sentOn":"2026-11-${long('0')}"}` },
  mergeHosts: { name: 'hidden signs', body: `{"from":"framasoft","reason":{"fr":"${HIDDEN}"}}` },
  dismissDuplicate: { name: 'unknown names', body: `{"hosts":["framasoft","infini"],${unknownNames()}}` },
  lookUpDomains: {
    name: 'a hundred long names of other alphabets',
    body: `{"domains":[${Array.from({ length: 100 }, () => `"https://${long('é.', 1900)}example"`).join()}]}`,
  },
  createWebhook: {
    name: 'the same event again and again',
    body: `{"url":"https://a.example/${'a'.repeat(900)}","events":[${many(() => '"host.changed"')}]}`,
  },
  rotateWebhookSecret: { name: 'unknown names', body: `{${unknownNames()}}` },
  replayWebhook: { name: 'an instant that does not end', body: `{"since":"${long('2026-')}"}` },
  confirmHost: { name: 'the same list again and again', body: `{"complete":[${many(() => '"services"')}]}` },
  acceptProposals: {
    name: 'usages of proposals that never were',
    body: `{"all":true,"usages":{${many((i) => `"00000000-0000-4000-8000-${String(i).padStart(12, '0')}":["email-hosting"]`)}}}`,
  },
  refuseProposals: {
    name: 'proposals that never were',
    body: `{"ids":[${many((i) => `"00000000-0000-4000-8000-${String(i).padStart(12, '0')}"`)}]}`,
  },
  claimOwnership: { name: 'unknown names', body: `{${unknownNames()}}` },
  askMembership: { name: 'unknown names', body: `{"host":"framasoft",${unknownNames()}}` },
  answerMembership: { name: 'hidden signs', body: `{"status":"refused","reason":{"fr":"${HIDDEN}"}}` },
  putMember: { name: 'hidden signs', body: `{"state":"member","exceptions":{"fr":"${HIDDEN}"}}` },
  putReview: { name: 'a list of everything', body: `{"value":[${many((i) => `"t${i}"`)}],"reviewedOn":"2026-11-01"}` },
  putChoice: { name: 'hidden signs', body: `{"why":{"fr":"${HIDDEN}"},"ties":"none","decidedOn":"2026-11-01"}` },
  putFederationHelper: {
    name: 'zones',
    body: `{"name":"Le Pivot","kind":"training","serves":[${ZONES}],"observedOn":"2026-10"}`,
  },
  putOwnCriterion: { name: 'hidden signs', body: `{"label":{"fr":"${HIDDEN}"},"question":{"fr":"Oui ?"}}` },
  putFederationPolicy: { name: 'unknown factors', body: `{"factors":{${many((i) => `"criterion:c-${i}":1.5`)}}}` },
  previewFederationPolicy: {
    name: 'unknown subjects',
    body: `{"policy":{"minimumEvidence":{${many((i) => `"criterion:c-${i}":"documented"`)}}}}`,
  },
  computePool: {
    name: 'as many needs as fit',
    body: `{"needs":[${many((i) => `{"label":"n${i}","need":{${TEN_USAGES}}}`, 24)}]}`,
  },
  createReferral: {
    name: 'usages that nobody has',
    body: `{"host":"framasoft","usages":[${many((i) => `"u-${i}"`)}]}`,
  },
  answerReferral: { name: 'unknown names', body: `{"state":"full",${unknownNames()}}` },
  createRecommendation: {
    name: 'hosts that nobody has',
    body: `{"need":{${USAGES}},"hosts":[${many((i) => `"h-${i}"`)}]}`,
  },
  createCase: {
    name: 'fields of no version',
    body: `{"label":"${HIDDEN}","receivedBy":"file","need":{${USAGES},${unknownNames()}}}`,
  },
  sendNeed: {
    name: 'unknown wishes',
    body: `{"need":{${TEN_USAGES},"wish":{"criteria":{${many((i) => `"c-${i}":"plus"`)}}}}}`,
  },
  patchCase: { name: 'hosts that nobody has', body: `{"shortlist":[${many((i) => `"h-${i}"`)}]}` },
  createCaseRecommendation: { name: 'hosts that nobody has', body: `{"hosts":[${many((i) => `"h-${i}"`)}]}` },
  createCaseReferral: { name: 'unknown names', body: `{"host":"framasoft",${unknownNames()}}` },
  withdrawRecommendation: { name: 'hidden signs', body: `{"reason":{"fr":"${HIDDEN}"}}` },
  uploadMembers: {
    name: 'hosts that nobody has',
    type: 'text/csv',
    body: rows('host;status;since', (i) => `h${i}${long('e', 700)};member;2020`),
  },
  uploadSelection: {
    name: 'quotes that do not end',
    type: 'text/csv',
    body: `host;why\nframasoft;"${long('""', CSV_BYTES)}`,
  },
  uploadMembersWorkbook: {
    name: 'tags that end nowhere',
    type: WORKBOOK,
    body: workbook(long('<row r="1"><c r="A1"><v>', UNPACKED)),
  },
  uploadSelectionWorkbook: {
    name: 'cells that hold nothing',
    type: WORKBOOK,
    body: workbook(`<row r="1">${long('<c r="A1"/>', UNPACKED)}</row>`),
  },
  uploadReviewsWorkbook: {
    name: 'rows that unpack to more than is read',
    type: WORKBOOK,
    body: workbook(long('<row r="1"><c r="A1"><v>1</v></c></row>', 60_000_000)),
  },
  uploadHostWorkbook: {
    name: 'everything wrong in each row',
    type: 'text/csv',
    body: rows(
      'service;plan;from;fixed;limits;covers;taxIncluded',
      (i) => `nuage;${i};31/02/2026;x;${long('a:b;', 400)};${long('é;', 200)};peut-être`,
    ),
  },
  uploadCatalogueWorkbook: {
    name: 'hosts that are almost there',
    type: 'text/csv',
    body: rows('host;name;serves;support', (i) => `framasofd${i};${long('e', 300)};${long('creuze;', 300)};x`),
  },
  uploadReviews: {
    name: 'everything wrong in each row',
    type: 'text/csv',
    body: rows(
      'host;subject;value;reviewedOn',
      (i) => `framasofd${i};criterion:free-softwar-only;peut-etre;31/02/2026${long(' ', 600)}`,
    ),
  },
};

/** Forms of the pages for people. */
export const WORST_FORMS: readonly (Worst & { path: string })[] = [
  {
    path: '/match',
    name: 'fields without end',
    type: 'application/x-www-form-urlencoded',
    body: long('at=matters&', 49_000),
  },
  {
    path: '/match',
    name: 'a budget without end',
    type: 'application/x-www-form-urlencoded',
    body: `at=whole&go=next&budget=${long('a+', 49_000)}`,
  },
];

const words = (count: number, word: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => encodeURIComponent(word(i))).join('+');

/** Addresses, as long as a request line may be. */
export const WORST_ADDRESSES: Readonly<Record<string, string>> = {
  'search, one word': `/v1/hosts?q=${'e'.repeat(200)}`,
  'search, many words': `/v1/hosts?q=${words(60, (i) => `m${i}`)}`,
  'search, common words': `/v1/services?q=${words(50, () => 'de')}`,
  'search, too long': `/v1/hosts?q=${'a+'.repeat(6000)}`,
  'every filter, again and again': `/v1/hosts?${Array.from({ length: 500 }, (_, i) => `usage=u-${i}`).join('&')}`,
  'every facet': '/v1/services?facets=usage,legalForm,federation,criterion,commitment&limit=100',
  'nothing to find': `/v1/hosts?q=zzzz&usage=chat&country=FR&maxPricePerYear=1&state=published&audience=schools`,
  territories: `/v1/territories?q=${words(60, () => 'saint')}`,
  'a host that is not there': `/v1/hosts/${'a'.repeat(250)}`,
  'a cursor of anything': `/v1/hosts?cursor=${'W1tb'.repeat(990)}`,
  'dots in a path': `/v1/${'../'.repeat(3000)}hosts`,
  'a page of a host': '/hosts/framasoft?before=999999999',
  'a long history': '/v1/hosts/framasoft/history?limit=100',
  'all hosts, one a line': '/v1/export/hosts.ndjson',
  'all plans as a table': '/v1/export/plans.csv',
  'all as linked data': '/v1/export/catalogue.jsonld',
  'all as a workbook': '/v1/spreadsheet.xlsx',
  'a template to fill in': '/v1/spreadsheet/template.xlsx',
  'many changes': '/v1/changes?limit=100',
  'a federation as a file': '/v1/federations/chatons.properties',
  'a domain below many others': `/v1/hosts/by-domain/${'a.'.repeat(120)}example`,
  'the feed for people': '/feed.atom',
};
