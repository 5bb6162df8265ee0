import { parentPort } from 'node:worker_threads';
import { findGroups, type GroupProblem } from './engine/together/groups.ts';

/** A thread that searches for groups of hosts, one problem at a time: it answers each message with its groups. */
parentPort!.on('message', (problem: GroupProblem) => parentPort!.postMessage(findGroups(problem)));
