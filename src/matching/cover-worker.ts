import { parentPort } from 'node:worker_threads';
import { type CoverProblem, cover } from './engine/together/cover.ts';

/** A thread that looks for covers, one problem at a time: it answers each message with the covers of its problem. */
parentPort!.on('message', (problem: CoverProblem) => parentPort!.postMessage(cover(problem)));
