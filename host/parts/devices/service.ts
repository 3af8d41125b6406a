import type { Connection } from '../../contract/connection.ts';
import type { JobView, TerminalView } from './views.ts';

/** Everything with a plug, and what is to come out of it. Who decides about a job is journalled before it is done. Errors are StoreError with a stable code. */
export interface DeviceService {
  terminals(): TerminalView[];
  /** What waits for a person or has an error, oldest first. */
  jobs(): JobView[];
  /** Prints or speaks again what failed, expired or is uncertain. */
  retryJob(jobId: string, by: Connection): void;
  /** Takes a job off the list: it did print, or is not wanted any more. */
  dismissJob(jobId: string, by: Connection): void;
  /**
   * Goes by the computer's time, as whoever is signed in there says that it is right; nothing where they agree. Throws
   * TIME_KEPT_FOR_CLOCKS, TIME_CATCHES_UP.
   */
  takeSystemTime(by: Connection): void;
  /** Beeps, prints or speaks something. Throws DEVICE_UNKNOWN, or why the device cannot. */
  test(device: string): Promise<void>;
}
