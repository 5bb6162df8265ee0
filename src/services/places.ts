import type { TObject } from 'typebox';
import { hostWriter } from '../hosts/rights.ts';
import type { Guard } from '../record/context.ts';
import { serviceWriter } from './rights.ts';

/** A place where something can be stated: the host as a whole, or one of its services. */
export interface Place {
  path: string;
  params: TObject;
  /** The last part of the operationIds. */
  noun: string;
  of: string;
  writer: Guard<{ host: string; service: string }>;
}

/** @param path what follows the address of the host or service */
export const placesOf = (path: string, noun: string, params: { host: TObject; service: TObject }): Place[] => [
  { path: `/v1/hosts/:host${path}`, params: params.host, noun, of: 'a host', writer: hostWriter },
  {
    path: `/v1/hosts/:host/services/:service${path}`,
    params: params.service,
    noun: `Service${noun}`,
    of: 'a service',
    writer: serviceWriter,
  },
];
