import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { aService } from '../support/record.ts';

const api = useApp();

/** A telephone number: ten digits, and no word of a vocabulary. */
const WORDS = '0556123456';
const text = { fr: `Appelez le ${WORDS}.`, en: `Call ${WORDS}.` };
const url = `https://aulnes.example/${WORDS}`;

/** Columns with words that people write: a redaction reaches them all. */
const REACHED = [
  ...['audit.by_label', 'changes.by_label', 'changes.document', 'changes.reason'],
  ...['claims.evidence_url', 'claims.note', 'closings.export_guide', 'closings.reason'],
  ...['commitments.evidence_url', 'commitments.note', 'commitments.value'],
  ...['evidence_pages.url', 'federation_helpers.name', 'federation_helpers.phone', 'federation_helpers.url'],
  ...['federation_helpers.contact_url', 'federation_helpers.email'],
  ...['federations.sources', 'federations.summary'],
  'different_entries.reason',
  'host_aliases.value',
  ...['hosts.contact', 'hosts.name', 'hosts.provenance', 'hosts.sources', 'hosts.summary', 'hosts.suspension'],
  ...['import_files.name', 'import_files.problems', 'import_files.url', 'import_pages.content'],
  ...['import_pages.etag', 'import_pages.last_modified', 'import_pages.name', 'import_pages.problems'],
  ...['import_pages.url', 'import_runs.url', 'import_sources.url'],
  ...['mail_addresses.email', 'mails.subject', 'mails.text', 'mails.to_address'],
  ...['hosts.website', 'idempotency_keys.body', 'membership_requests.note', 'memberships.evidence_url'],
  ...['membership_requests.reason', 'membership_requests.url'],
  'memberships.exceptions',
  ...['entry_sources.source', 'proposals.proposed', 'proposals.source', 'service_sources.source'],
  ...['own_criteria.asked', 'plans.conditions', 'plans.name', 'price_changes.before', 'price_changes.plan'],
  ...[
    'cases.earlier',
    'cases.host_today',
    'cases.label',
    'cases.need',
    'cases.note',
    'cases.outcome_reason',
    'cases.unread',
  ],
  ...['recommendations.match', 'recommendations.need', 'recommendations.note', 'recommendations.withdrawn_reason'],
  ...['replies.evidence_url', 'replies.text', 'reports.answer', 'reports.answered_by_label', 'reports.text'],
  ...[
    'reports.reply_to',
    'reports.url',
    'reviews.certificate',
    'reviews.evidence_url',
    'reviews.note',
    'reviews.tie',
    'reviews.value',
  ],
  ...[
    'selections.ties',
    'selections.why',
    'services.export_formats',
    'services.imports',
    'services.name',
    'services.software',
  ],
  ...['services.summary', 'services.url', 'tasks.last_error', 'tokens.label', 'vouches.name', 'vouches.website'],
  ...['evidence_passages.passage', 'evidence_passages.url', 'looks.site', 'site_visits.robots', 'site_visits.site'],
  ...['watched_hosts.troubles', 'watched_hosts.url', 'webhooks.url'],
];

/** Columns that hold no words of people about a host, by reason. */
const NOT_REACHED: Record<string, readonly string[]> = {
  'a slug, which is refused (`in-a-slug`) and never rewritten': [
    ...['federation_helpers.key', 'federations.slug', 'hosts.slug', 'own_criteria.key', 'plans.covers'],
    ...['price_changes.service', 'proposals.pointer', 'evidence_passages.subject', 'feed_events.data'],
    ...['closings.successor', 'recommendations.hosts', 'reports.about', 'services.slug', 'vouches.slug'],
  ],
  'a term of a vocabulary, a date, a code or an amount': [
    ...['feed_events.type', 'webhook_deliveries.last_problem', 'webhook_deliveries.state'],
    ...['webhooks.disabled_why', 'webhooks.events', 'webhooks.role', 'webhooks.state'],
    ...['audit.action', 'audit.by', 'changes.action', 'changes.by', 'changes.kind', 'claims.as_of'],
    'changes.withdrawal_reason',
    ...['claims.criterion', 'claims.value', 'closings.announced_on', 'closings.closed_on', 'closings.data_erased_on'],
    ...['closings.read_only_on', 'closings.restricted_on', 'commitments.as_of', 'commitments.kind'],
    ...['evidence_pages.problem', 'federation_helpers.kind', 'federation_helpers.observed_on'],
    ...['federation_helpers.audiences', 'federation_helpers.offers'],
    ...['federation_helpers.serves', 'federation_policies.rules', 'federations.charter', 'federations.country'],
    ...['deleted_case_counts.outcome', 'deleted_case_counts.year', 'federation_requests.country'],
    ...['host_aliases.kind', 'host_aliases.until'],
    ...[
      'hosts.audiences',
      'hosts.complete',
      'hosts.facts_as_of',
      'hosts.founded_on',
      'hosts.languages',
      'hosts.legal_form',
    ],
    ...['hosts.observed', 'hosts.seat', 'hosts.serves', 'hosts.state', 'hosts.support', 'hosts.terms_accepted'],
    ...['import_files.class', 'import_files.outcome', 'import_files.state', 'import_pages.class', 'import_runs.kind'],
    ...['import_runs.state', 'import_sources.kind'],
    ...['hosts.visits', 'membership_requests.charter', 'membership_requests.charter_version'],
    ...['membership_requests.since', 'membership_requests.state', 'memberships.charter', 'memberships.charter_version'],
    ...['memberships.last_reviewed_on', 'memberships.since', 'memberships.state', 'memberships.stated_by'],
    'memberships.until',
    ...['entry_sources.membership', 'proposals.as_of', 'proposals.by', 'proposals.kind', 'proposals.state'],
    ...['plans.limits', 'plans.observed_on', 'plans.period', 'plans.price_for', 'recommendations.language'],
    ...['cases.outcome', 'cases.outcome_in', 'cases.received_by', 'cases.received_in'],
    ...['case_summaries.cells', 'case_summaries.period', 'cases.shortlist'],
    ...['recommendations.policy_version', 'referrals.outcome', 'referrals.region', 'referrals.usages'],
    ...[
      'replies.subject',
      'reports.answered_by',
      'reports.asker',
      'reports.kind',
      'reports.outcome',
      'reviews.reviewed_on',
    ],
    ...['reviews.subject', 'services.capacity_open_from', 'services.capacity_state', 'services.capacity_until'],
    ...['services.certifications', 'services.data_country', 'services.registration', 'services.started_on'],
    ...['looks.problem', 'watched_hosts.here_by'],
    ...['mails.kind', 'mails.last_problem', 'mails.state'],
    ...[
      'services.usages',
      'tasks.name',
      'tokens.rights',
      'tokens.role',
      'unmet_asks.family',
      'unmet_asks.month',
      'unmet_asks.region',
    ],
  ],
  'random, or a hash': [
    ...['cases.number', 'cases.sent_hash', 'counts.key', 'federation_requests.content', 'federation_requests.hash'],
    ...['catalogue_state.tie_secret', 'domain_challenges.content', 'evidence_pages.digest', 'idempotency_keys.key'],
    ...['import_pages.build', 'import_pages.hash', 'withheld_files.hash'],
    ...['idempotency_keys.request', 'private_addresses.hash', 'tokens.former_hash', 'tokens.hash', 'tokens.prefix'],
    ...['unmet_asks.request', 'service_sources.digest', 'evidence_passages.digest', 'site_visits.asked'],
    ...['feed_events.id', 'webhook_secrets.secret', 'ended_ids.hash'],
    ...[
      'invitations.hash',
      'invitations.rights',
      'openings.session_hash',
      'sessions.hash',
      'sign_in_links.email_hash',
      'sign_in_links.hash',
    ],
    ...['sign_in_requests.email_hash', 'mail_addresses.code_hash', 'mail_addresses.email_hash'],
    ...['mail_addresses.stop_key', 'mails.email_hash', 'mails.stop_key', 'mails.message_id', 'mails.key'],
  ],
  'an address or a version of our own, made of slugs and ids': ['idempotency_keys.etag', 'idempotency_keys.location'],
  'an origin, deleted with its challenge or webhook; a domain of digits alone is none': [
    ...['domain_challenges.origin', 'webhooks.receiver'],
  ],
  'which database it is, as PostgreSQL says': ['catalogue_origin.place', 'catalogue_origin.written_by'],
  'how somebody who keeps an entry calls themselves: shown to nobody else, erased with them': ['persons.label'],
  'what a federation is called itself': ['federations.name', 'federations.website'],
  'of a network that asks for its desk, read by administrators alone, gone in days': [
    ...['federation_requests.name', 'federation_requests.reason', 'federation_requests.summary'],
    ...['federation_requests.email', 'federation_requests.website'],
  ],
};

const write = async (method: string, path: string, body?: object, token = ADMIN_TOKEN) => {
  const answer = await api.ask<{ id: string; token: string }>(method, path, { token, ifMatch: '*', body });
  expect([200, 201, 204], `${method} ${path} ${answer.text}`).toContain(answer.status);
  return answer.body;
};
const run = <T>(query: ReturnType<typeof sql>) => api.database.run<T>(query);

/** The words in every column that people write; about other hosts too where nothing of it is published. */
async function written() {
  const federation = await api.federation({ summary: text });
  const f = `/v1/federations/${federation.slug}`;
  const draft = await api.draft({ name: `Chez ${WORDS}`, website: url });
  await write('PUT', `${f}/vouches/${draft.id}`);
  const host = { ...draft, slug: draft.slug };
  await write('POST', `/v1/hosts/${draft.id}/publication`);
  const at = `/v1/hosts/${host.slug}`;
  await write('PATCH', at, { summary: text, contact: { url, phone: WORDS, hours: text } });
  await write('PUT', `${at}/services/nuage`, {
    ...aService({ name: `Nuage ${WORDS}`, summary: text, url, exportFormats: ['ODT', WORDS] }),
    ...{ imports: [{ tool: 'wix', guideUrl: url }], software: { name: WORDS } },
    ...{ plans: [{ name: `Formule ${WORDS}`, fixed: 10, conditions: text }] },
  });
  const before = JSON.stringify([{ name: `Formule ${WORDS}`, fixed: 8, conditions: text }]);
  await run(sql`insert into price_changes (id, host_id, service, plan, written_on, holds_from, before) values
    (gen_random_uuid(), ${host.id}, 'nuage', ${`Formule ${WORDS}`}, '2026-11-01', '2026-11-01', ${before}::jsonb)`);
  await write('PUT', `${at}/aliases/name/${encodeURIComponent(`Autrefois ${WORDS}`)}`, {});
  await write('POST', '/v1/webhooks', { url, events: ['host.changed'] });
  await write('PUT', `${at}/claims/free-software-only`, { value: 'yes', evidenceUrl: url, note: text });
  await write('PUT', `${at}/commitments/closing-plan`, { value: url, evidenceUrl: url, note: text });
  await write('PUT', `${at}/closing`, { stages: { closed: '2028-01-01' }, reason: text, exportGuide: url });
  const other = await api.published();
  const third = await api.published();
  for (const one of [host, third]) await write('PUT', `/v1/duplicates/${one.slug}/${other.slug}`, { reason: text });
  await write('PUT', `${f}/members/${host.slug}`, { state: 'member', exceptions: text });
  // Its own pages only, as they come in; stored before.
  await run(sql`update memberships set evidence_url = ${url} where host_id = ${host.id}`);
  const choice = { why: text, ties: text, decidedOn: '2026-11-01', reviewBy: '2027-11-01' };
  await run(sql`insert into selections (federation_id, host_id, why, ties, decided_on, review_by) values
    (${federation.id}, ${host.id}, ${JSON.stringify(text)}::jsonb, ${JSON.stringify(text)}::jsonb,
     ${choice.decidedOn}, ${choice.reviewBy})`);
  await write('PUT', `${f}/criteria/${federation.slug}-visites`, {
    ...{ label: { fr: `Ouvert ${WORDS}` }, question: text, howToProve: text, definition: text, askHost: text },
  });
  await write('PUT', `${f}/helpers/relais`, {
    ...{ name: `Relais ${WORDS}`, kind: 'training', phone: WORDS, url, observedOn: '2026-11-01' },
    ...{ email: `${WORDS}@relais.example`, contactUrl: `${url}/contact` },
    serves: [{ level: 'country', code: 'FR' }],
  });
  await write('PUT', `${f}/reviews/${host.slug}/commitment:closing-plan`, {
    ...{ value: url, reviewedOn: '2026-11-01', note: text, evidenceUrl: url, tie: text },
    certificate: { issuer: WORDS, number: WORDS, expiresOn: '2027-11-01' },
  });
  await write('PUT', `${at}/replies/${federation.slug}/commitment:closing-plan`, { text, evidenceUrl: url });
  const { token } = await write('POST', '/v1/tokens', { role: 'admin', label: `poste ${WORDS}` });
  await write('PUT', `${at}/suspension`, { reason: text }, token);
  // What strangers and other hosts wrote, of which nothing is published.
  const reported = { kind: 'wrong', text: { fr: 'C’est faux.' } };
  const report = await write('POST', `/v1/hosts/${other.slug}/reports`, reported);
  await write('PUT', `/v1/hosts/${other.slug}/reports/${report.id}/answer`, { outcome: 'noted' }, token);
  // Refused today, because of the number; stored before.
  const inJson = JSON.stringify(text);
  await run(sql`update reports set text = ${inJson}::jsonb, answer = ${inJson}::jsonb, url = ${url}`);
  await write('POST', `/v1/hosts/${other.slug}/reports`, {
    ...{ kind: 'removal', asker: 'person', replyTo: 'camille@exemple.fr' },
  });
  await run(sql`update reports set reply_to = ${WORDS} where kind = 'removal'`);
  const sibling = await api.federation();
  await write('POST', `/v1/federations/${sibling.slug}/members`, { note: text }, other.token);
  const answer = { outcome: 'refused', reason: text, url };
  await write('PUT', `/v1/federations/${sibling.slug}/members/${other.slug}/answer`, answer);
  await write('PUT', `${f}/vouches/${other.slug}`, undefined, token);
  // A recommendation that does not name the host.
  const frozen = await write('POST', `${f}/recommendations`, {
    ...{ need: { usages: [{ usage: 'video-conferencing' }] } },
  });
  await write('PUT', `/v1/recommendations/${frozen.id}/withdrawal`, { reason: { fr: 'Un service ferme.' } });
  const asked = { kind: 'export-formats', atLeast: [WORDS] };
  // Its words too: refused today, stored before.
  await run(sql`update recommendations set note = ${inJson}::jsonb, withdrawn_reason = ${inJson}::jsonb,
    need = ${JSON.stringify({ usages: [], require: { commitments: [asked] } })},
    match = jsonb_set(match::jsonb, '{help}', ${JSON.stringify([
      { name: 'Relais', kind: 'guidance', phone: WORDS, url: 'https://relais.example', text: `Appelez le ${WORDS}.` },
    ])}::jsonb)::text where id = ${frozen.id}`);
  const opened = await write(
    'POST',
    `${f}/cases`,
    {
      ...{ label: 'Une fanfare', receivedBy: 'file', need: { usages: [{ usage: 'forum' }] } },
    },
    federation.token,
  );
  const outcome = { state: 'answered', on: '2026-11-25' };
  await write('PATCH', `${f}/cases/${opened.id}`, { outcome }, federation.token);
  await run(sql`update cases set label = ${`Une fanfare, ${WORDS}`}, host_today = ${WORDS}, note = ${`Chez ${WORDS}`}, outcome_reason = ${inJson}::jsonb,
    need = ${JSON.stringify({ usages: [{ usage: 'forum' }], require: { commitments: [asked] } })},
    earlier = ${JSON.stringify([{ state: 'answered', on: '2026-11-20', hostName: `Chez ${WORDS}`, reason: text }])}::jsonb,
    unread = ${JSON.stringify([{ pointer: '/remark', value: [WORDS] }])}::jsonb`);
  await api.ask('POST', `/v1/hosts/${host.slug}/confirmations`, {
    ...{ token: host.token, headers: { 'idempotency-key': 'redaction-everywhere' } },
  });
  await run(
    sql`update hosts set sources = array[${url}], provenance = ${JSON.stringify({
      website: { by: 'import', source: url, asOf: '2026' },
    })}::jsonb where id = ${host.id}`,
  );
  await run(
    sql`insert into entry_sources (federation_id, source, host_id) values (${federation.id}, ${url}, ${host.id})`,
  );
  await run(sql`insert into service_sources (host_id, source, digest) values (${host.id}, ${url}, '')`);
  for (const [pointer, source] of [
    ['/services/courriel', 'https://aulnes.example/file'],
    ['/services/visio', url],
  ])
    await run(sql`insert into proposals (id, host_id, kind, pointer, proposed, source, by, as_of) values
      (gen_random_uuid(), ${host.id}, 'service', ${pointer}, ${JSON.stringify({ name: `Courriel ${WORDS}`, summary: text, url })}::jsonb,
       ${source}, 'host-file', '2026-11-01')`);
  await run(sql`update federations set sources = array[${url}] where id = ${federation.id}`);
  await run(sql`insert into tasks (name, due_at, last_error) values ('look', now(), ${`failed at ${url}`})`);
  await run(
    sql`insert into evidence_pages (host_id, url, checked_at, next_at) values (${host.id}, ${url}, now(), now())`,
  );
  const passage = (at: string) => sql`insert into evidence_passages
    (host_id, subject, url, digest, passage, first_on, last_on) values
    (${host.id}, 'criterion:non-profit', ${at}, '', ${text.fr}, '2026-11-01', '2026-11-01')`;
  await run(passage(url));
  await run(passage('https://aulnes.example/statuts'));
  const site = `${WORDS}.example`;
  const troubles = JSON.stringify([{ kind: 'moved', since: '2026-11-01', looks: 3, url }]);
  await run(sql`insert into watched_hosts (host_id, url) values (${host.id}, ${url})`);
  await run(sql`insert into watched_hosts (host_id, url, troubles) values
    (${other.id}, 'https://aulnes.example', ${troubles}::jsonb)`);
  await run(sql`insert into looks (host_id, day, site, answered) values (${host.id}, '2026-11-01', ${site}, true)`);
  const robots = JSON.stringify({ 'https://aulnes.example': { rules: `disallow: /${WORDS}` } });
  await run(sql`insert into site_visits (site, day) values (${site}, '2026-11-01')`);
  await run(sql`insert into site_visits (site, day, robots) values ('aulnes.example', '2026-11-01', ${robots}::jsonb)`);
  // What was read elsewhere: of this host, and of a federation that names it.
  const [own, named] = [`${url}/a.properties`, 'https://rives.example/f.properties'];
  await run(sql`insert into import_sources (id, host_id, kind, url, set_at) values
    (gen_random_uuid(), ${host.id}, 'chatonsinfos', ${own}, now())`);
  await run(sql`insert into import_sources (id, federation_id, kind, url, set_at) values
    (gen_random_uuid(), ${federation.id}, 'chatonsinfos', ${named}, now())`);
  const read = JSON.stringify({ subs: [], host: { name: `Chez ${WORDS}` } });
  const told = JSON.stringify([{ code: 'unknown-value', message: text }]);
  await run(sql`insert into import_runs (id, source_id, url, kind, state, started_at, ended_at)
    select gen_random_uuid(), id, ${own}, kind, 'succeeded', now(), now() from import_sources where url = ${named}`);
  await run(sql`insert into import_files (run_id, number, url, name, depth, problems)
    select id, 0, ${own}, ${WORDS}, 0, ${told}::jsonb from import_runs`);
  await run(sql`insert into import_pages (source_id, url, etag, last_modified, hash, build, read_at, content, problems, name)
    select id, ${own}, ${WORDS}, ${WORDS}, 'h', 'b', now(), ${read}::jsonb, ${told}::jsonb, ${WORDS}
    from import_sources where url = ${named}`);
  const email = `${WORDS}@aulnes.example`;
  await run(sql`insert into mail_addresses (id, host_id, email, email_hash, created_at, stop_key) values
    (gen_random_uuid(), ${host.id}, ${email}, 'h', now(), 'never')`);
  await run(sql`insert into mails
    (id, kind, key, host_id, email_hash, to_address, subject, text, stop_key, queued_at, next_at, until) values
    (gen_random_uuid(), 'reminder', 'k', ${host.id}, 'h', ${email}, ${text.fr}, ${text.fr}, 'never', now(), now(), now())`);
  await run(sql`update changes set reason = ${JSON.stringify(text)}::jsonb
    where revision = (select max(revision) from changes where host_id = ${host.id})`);
  return { host, federation };
}

describe('A redaction', () => {
  it('is thought through for every column that can hold words', async () => {
    const rows = await run<{ name: string }>(sql`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY')`);
    expect([...REACHED, ...Object.values(NOT_REACHED).flat()].sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it('takes a telephone number of ten digits out of all of them', async () => {
    const { host, federation } = await written();
    expect(await columnsHolding(api.database, WORDS)).toEqual([...REACHED].sort());
    await write('POST', `/v1/hosts/${host.slug}/redactions`, { text: WORDS });
    expect(await columnsHolding(api.database, WORDS)).toEqual([]);
    const { body } = await api.ask<Host>('GET', `/v1/hosts/${host.slug}`);
    expect(body.contact).toEqual({ hours: { fr: 'Appelez le [texte retiré].', en: 'Call [text removed].' } });
    // A helper without its address helps nobody.
    expect((await api.ask<object>('GET', `/v1/federations/${federation.slug}`)).body).not.toHaveProperty('helpers');
  });
});
