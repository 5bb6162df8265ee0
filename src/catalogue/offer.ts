import type { Host } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import type { Prices } from './search/price.ts';

/** One thing that can be found: a host through one of its services, or a host of which no service is known. */
export interface Offer {
  host: Host;
  service: Service | undefined;
  /** Place in `documents`, and in `offers`. */
  hostIndex: number;
  index: number;
  hostName: string;
  serviceName: string;
  /** Newest confirmation first, then never: as text that sorts upwards. */
  confirmed: string;
  prices: Prices | undefined;
}
