import { callsTo } from '../../contract/calls.ts';
import { eventStream } from '../../contract/event-stream.ts';
import type { BooksService } from './service.ts';
import type { ProofProgress } from './views.ts';

const { callWith, router } = callsTo<{ books: BooksService }>();

/** The proof of the store's books. */
export const booksRouter = router({
  /** Giving the subscription up gives the proof up. */
  verify: callWith('journal.view').subscription(({ ctx, signal }) =>
    eventStream<ProofProgress>((emit, fail) => {
      const givenUp = new AbortController();
      ctx.store.books
        .verify(givenUp.signal, (done) => emit({ done, proof: null }))
        .then((proof) => emit({ done: 1, proof }), fail);
      return () => givenUp.abort();
    }, signal),
  ),
});
