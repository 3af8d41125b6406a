import { callWith, router } from './trpc.ts';

/** The proof of the store's books. */
export const booksRouter = router({
  verify: callWith('journal.view').query(({ ctx, signal }) => ctx.store.books.verify(signal)),
});
