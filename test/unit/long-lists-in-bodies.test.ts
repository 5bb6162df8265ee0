import { describe, expect, it } from 'vitest';
import { ServiceDraft } from '../../src/documents/service.ts';
import { HostDocument } from '../../src/host-documents/schema.ts';
import { shapeFaults } from '../../src/requests/shape.ts';

const service = (index: number) => ({ slug: `s-${index}`, name: `Service ${index}`, usages: ['website'], plans: [] });
const documentOf = (services: unknown[]) => ({
  host: { slug: 'les-aulnes', name: 'Les Aulnes', website: 'https://aulnes.example' },
  services,
  claims: {},
  commitments: {},
});
const told = (value: unknown) => shapeFaults(HostDocument, value).map(({ pointer, code }) => [pointer, code]);

describe('Of a long list in a body', () => {
  it('each fault is told where it stands', () => {
    const services: object[] = Array.from({ length: 200 }, (_, index) => service(index));
    expect(told(documentOf(services))).toEqual([]);
    services[150] = { ...service(150), name: 7 };
    services[151] = { ...service(151), plans: [{ name: 'Libre', fixed: 'dix' }] };
    expect(told(documentOf(services))).toEqual([
      ['/services/150/name', expect.any(String)],
      ['/services/151/plans/0/fixed', expect.any(String)],
    ]);
  });

  it('the same is told as of a short one', () => {
    const wrong = [null, 3, {}, { ...service(1), usages: [] }, { ...service(2), colour: 'red' }];
    const short = told(documentOf(wrong));
    const long = told(documentOf([...Array.from({ length: 100 }, (_, index) => service(index)), ...wrong]));
    const moved = short.map(([pointer, code]) => [
      pointer!.replace(/^\/services\/(\d+)/, (_, at) => `/services/${100 + Number(at)}`),
      code,
    ]);
    expect(short.length).toBeGreaterThan(4);
    expect(long).toEqual(moved);
    expect(shapeFaults(ServiceDraft, wrong[3]).length).toBeGreaterThan(0);
  });
});
