import { prepareEmptyDatabase } from './prepared.ts';

/* The last step of a build. */
await prepareEmptyDatabase();
