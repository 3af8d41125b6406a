import { checkRowsBeforeAppending } from '../db/engine/checked-rows.ts';

/** In every test whatever is appended to a journal is decoded by its schema first. */
checkRowsBeforeAppending();
