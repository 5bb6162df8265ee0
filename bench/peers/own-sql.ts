import fastify from 'fastify';
import pg from 'pg';

/*
 * What an afternoon of Fastify and SQL gives: lists, search, one host, a match by price, and a write, each in one statement.
 * No evidence, no unknown that differs from no, no explanation, no history. It runs in a process of its own.
 */

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const WHOLE = `
select h.*, (
  select coalesce(json_agg(json_build_object('id', s.id, 'slug', s.slug, 'name', s.name, 'registration', s.registration,
      'dataCountry', s.data_country,
      'usages', (select json_agg(u.usage) from service_usages u where u.service = s.id),
      'plans', (select coalesce(json_agg(p), '[]') from plans p where p.service = s.id))), '[]')
  from services s where s.host = h.id
) as services
from hosts h`;

interface Asked {
  usage?: string;
  departement?: string;
  q?: string;
  limit?: string;
}

/** One page and the total, in one statement. */
async function list({ usage, departement, q, limit = '20' }: Asked) {
  const values: unknown[] = [];
  const put = (value: unknown) => `$${values.push(value)}`;
  const where = ['true'];
  if (usage)
    where.push(
      `exists (select from services s join service_usages u on u.service = s.id where s.host = h.id and u.usage = ${put(usage)})`,
    );
  if (departement)
    where.push(
      `(not exists (select from host_departements d where d.host = h.id) or exists (select from host_departements d where d.host = h.id and d.code = ${put(departement)}))`,
    );
  let order = 'lower(h.name), h.id';
  if (q) {
    const query = `websearch_to_tsquery('french', ${put(q)})`;
    const text = `to_tsvector('french', h.name || ' ' || coalesce(h.summary, ''))`;
    where.push(`${text} @@ ${query}`);
    order = `ts_rank(${text}, ${query}) desc, ${order}`;
  }
  const condition = where.join(' and ');
  const { rows } = await pool.query(
    `with page as (select h.id, row_number() over (order by ${order}) as place from hosts h where ${condition} order by ${order} limit ${put(Number(limit))})
     select (select count(*)::int from hosts h where ${condition}) as total,
       (select coalesce(json_agg(x order by place), '[]') from (select page.place, w.* from page join lateral (${WHOLE} where h.id = page.id) w on true) x) as items`,
    values,
  );
  return rows[0];
}

interface Wanted {
  usage: string;
  accounts: number;
  storageGb: number;
}

/** The three cheapest hosts that have a plan large enough for each usage, within the budget. */
async function match({ usages, budgetPerYear }: { usages: Wanted[]; budgetPerYear: number }) {
  const { rows } = await pool.query(
    `with wanted as (select * from json_to_recordset($1) as w(usage text, accounts int, "storageGb" numeric)),
     priced as (
       select s.host, w.usage, min(p.yearly_fixed + p.yearly_per_account * greatest(w.accounts - coalesce(p.included_accounts, 0), 0)) as price
       from wanted w join service_usages u on u.usage = w.usage join services s on s.id = u.service join plans p on p.service = s.id
       where (p.max_accounts is null or p.max_accounts >= w.accounts) and (p.max_gb is null or p.max_gb >= w."storageGb")
       group by s.host, w.usage
     ),
     best as (
       select host, sum(price) as price from priced group by host
       having count(*) = (select count(*) from wanted) and sum(price) <= $2 order by price, host limit 3
     )
     select best.price, w.* from best join lateral (${WHOLE} where h.id = best.host) w on true order by best.price, w.id`,
    [JSON.stringify(usages), budgetPerYear],
  );
  return { fits: rows };
}

const app = fastify({ logger: false });
app.get<{ Querystring: Asked }>('/hosts', ({ query }) => list(query));
app.get<{ Params: { id: string } }>('/hosts/:id', async ({ params }, reply) => {
  const { rows } = await pool.query(`${WHOLE} where h.id = $1`, [params.id]);
  return rows[0] ?? reply.code(404).send({ error: 'not found' });
});
app.patch<{ Params: { id: string }; Body: { summary: string } }>('/hosts/:id', async ({ params, body }) => {
  const { rows } = await pool.query('update hosts set summary = $2 where id = $1 returning *', [
    params.id,
    body.summary,
  ]);
  return rows[0];
});
app.post<{ Body: { usages: Wanted[]; budgetPerYear: number } }>('/matches', ({ body }) => match(body));

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
