import { siteError } from '../../../core/model/site/errors.ts';
import type { OutputService } from '../../../host/parts/outputs/service.ts';
import type {
  DeviceLogFilter,
  DeviceLogView,
  SpokenReport,
  SpokenSentence,
} from '../../../host/parts/outputs/views.ts';
import type { PracticeRunService } from '../../../host/parts/practice/service.ts';
import type { PracticeRunView, PracticeSeat } from '../../../host/parts/practice/views.ts';

/** Printers, voices and the log, as screens see them: keeps what it was told. */
export class FakeOutputs implements OutputService {
  readonly routed: string[] = [];
  readonly reports: [string, SpokenReport][] = [];
  /** Called when a screen tells how far it is. */
  onReport: (() => void) | null = null;
  speak: ((sentence: SpokenSentence) => void) | null = null;
  /** Called when a screen becomes a voice. */
  onOutput: (() => void) | null = null;
  log: DeviceLogView[] = [
    {
      id: '0.1',
      at: 1_795_000_000_000,
      device: 'printer/kitchen',
      level: 'warn',
      event: 'state',
      facts: { state: 'no-paper' },
    },
    {
      id: '0.0',
      at: 1_795_000_000_000,
      device: 'terminal/floor-2/1',
      level: 'info',
      event: 'state',
      facts: { state: 'online' },
    },
  ];

  rerouteJob(jobId: string, printerId: string): void {
    this.routed.push(`${jobId} → ${printerId}`);
  }

  reroutePrinter(fromId: string, toId: string): void {
    this.routed.push(`${fromId} → ${toId}`);
  }

  voiceOutput(): (emit: (sentence: SpokenSentence) => void) => () => void {
    return (emit) => {
      this.speak = emit;
      this.onOutput?.();
      return () => {
        this.speak = null;
      };
    };
  }

  reportSentence(sentenceId: string, report: SpokenReport): void {
    this.reports.push([sentenceId, report]);
    this.onReport?.();
  }

  deviceLog({ device = '', level }: DeviceLogFilter): DeviceLogView[] {
    return this.log.filter(
      (entry) => entry.device.startsWith(device) && (level === undefined || entry.level === level),
    );
  }

  deviceLogText(): string {
    return this.log.map((entry) => JSON.stringify(entry)).join('\n');
  }
}

/** A practice that is never there. */
export class FakePracticeRuns implements PracticeRunService<never> {
  state(): PracticeRunView {
    return { startedAt: null, startedBy: null, seats: 0 };
  }
  onChange(): () => void {
    return () => {};
  }
  hasSeat(): boolean {
    return false;
  }

  async join(): Promise<PracticeSeat> {
    throw siteError('PRACTICE_NOT_HERE');
  }
  storeOf(): never {
    throw siteError('PRACTICE_OVER');
  }
  async leave(): Promise<void> {}
  async end(): Promise<void> {}
}
