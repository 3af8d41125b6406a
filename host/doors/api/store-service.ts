import type { inferRouterContext } from '@trpc/server';
import type { AnyCommand, CommandAnswer } from '../../contract/commands.ts';
import type { Connection } from '../../contract/connection.ts';
import type { PracticeRunService } from '../../parts/practice/service.ts';
import type { partRouters } from './parts.ts';

/** All of a union at once. */
type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** What each part's calls ask of the store they are made to. */
type PartServices = { [Part in keyof typeof partRouters]: inferRouterContext<(typeof partRouters)[Part]>['store'] };
type AllServices = Together<PartServices[keyof PartServices]>;

/**
 * The running store as the calls see it: it must offer whatever any part's calls ask for. The routers check session,
 * permission and input; this does the work. Errors are StoreError with a stable code.
 */
export interface StoreService extends AllServices {
  /** The one door for everything that changes the store. */
  act(connection: Connection, commandId: string, command: AnyCommand): CommandAnswer;
  readonly practiceRuns: PracticeRunService<StoreService>;
}
