import { decodeBeforeAppending } from '../db/engine/journal.ts';

/** In every test whatever is appended to a journal is decoded by its schema first. */
decodeBeforeAppending();
