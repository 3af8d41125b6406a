import type { ClockType } from '../../core/model/clock-types/clock-types.ts';
import { clockTypeWords } from '../../core/model/clock-types/words.ts';
import { wishesForGuest } from '../../core/model/wishes/find.ts';
import { bedOf } from './bed.ts';
import { callStands } from './call.ts';
import type { JobFacts, JobKind, PayloadOf, TicketFacts } from './job-kind.ts';
import { blank, centre, joined, left, line, rule, text, ticket } from './markup.ts';
import { dateAndTime, heading, labelled, titleLines } from './parts.ts';
import { nameOfRoom, nameOfTechnician, summaryLine, titleIn } from './summary.ts';
import type { LocalText, TicketSetting } from './ticket-setting.ts';
import { inLanguages, inOneLine, words } from './words.ts';

/** 派钟单: tells a technician where to go. Prints in the clock room. */
export interface DispatchSlipData extends TicketSetting {
  /** Number of the call, as the clock-room screen shows it. */
  callNo: string;
  technicianNo: string;
  technicianName?: string;
  roomNo: string;
  bedNo?: string;
  wristbandNo?: string;
  serviceName: LocalText;
  minutes: number;
  clockType: ClockType;
  calledAt: number;
  /** Who called: the receptionist's name or number. */
  calledBy?: string;
  note?: string;
  /** What the guest wishes for this visit. */
  wishes?: readonly string[];
  /** 改单: the item that earlier slips of this call say, and that is not to be done. */
  insteadOfItem?: LocalText | undefined;
}

/**
 * 派钟单: who goes where, readable at arm's length while walking.
 * @returns receiptline markup, for 58 and 80 mm alike
 */
export function dispatchSlip(slip: DispatchSlipData): string {
  return ticket([
    ...titleLines(words.dispatch, slip),
    ...(slip.insteadOfItem ? [line(centre(text(inOneLine(words.changedSlip, slip.languages), 'inverse')))] : []),
    rule,
    ...labelled(
      [
        { label: words.technician, value: text(slip.technicianNo, 'huge') },
        { label: {}, value: text(slip.technicianName ?? '') },
      ],
      slip,
    ),
    blank,
    ...labelled(
      [
        { label: words.room, value: text(slip.roomNo, 'huge') },
        { label: words.bed, value: text(slip.bedNo ?? '', 'bold') },
        { label: words.wristband, value: text(slip.wristbandNo ?? '', 'bold') },
      ],
      slip,
    ),
    rule,
    ...heading(slip.serviceName, slip, 'large'),
    line(
      centre(
        joined(
          text(`${slip.minutes} ${inLanguages(words.minutes, slip.languages)[0]}`),
          text(inOneLine(clockTypeWords[slip.clockType], slip.languages), 'inverse'),
        ),
      ),
    ),
    ...voidLines(slip),
    ...(slip.note ? [blank, line(centre(text(slip.note, 'bold')))] : []),
    ...wishLines(slip),
    rule,
    ...labelled(
      [
        { label: words.calledAt, value: text(dateAndTime(slip.calledAt, slip)) },
        { label: words.number, value: text(slip.callNo) },
        { label: words.by, value: text(slip.calledBy ?? '') },
      ],
      slip,
    ),
  ]);
}

/** What to mind, each on lines of its own. */
function wishLines({ wishes = [], ...setting }: DispatchSlipData): string[] {
  if (wishes.length === 0) return [];
  return [rule, ...heading(words.wishes, setting, 'bold'), ...wishes.map((wish) => line(left(text(wish, 'bold'))))];
}

/** What an earlier slip says is not done: it may be in the technician's hand still. */
function voidLines(slip: DispatchSlipData): string[] {
  const { insteadOfItem, languages } = slip;
  if (!insteadOfItem) return [];
  return [
    blank,
    line(centre(joined(text(inOneLine(words.notAnyMore, languages)), text(inOneLine(insteadOfItem, languages))))),
    ...heading(words.oldIsVoid, slip, 'bold'),
  ];
}

/** The clock may have gone to another room with its guest: the slip sends to where it is now, with what is wished now. */
function dispatchData(
  payload: PayloadOf<'print-dispatch'>,
  job: JobFacts,
  { state }: TicketFacts,
  setting: TicketSetting,
): DispatchSlipData {
  const { site } = state;
  const service = site.services.get(payload.serviceCode);
  const clock = state.clocks.byId(payload.clockId);
  const roomNo = clock?.roomNo ?? payload.roomNo;
  return {
    ...setting,
    callNo: state.visits.byId(clock?.visitId ?? payload.visitId)?.no ?? '',
    technicianNo: payload.technicianNo,
    technicianName: site.technicians.get(payload.technicianNo)?.name,
    roomNo,
    bedNo: clock ? bedOf(state, clock.guestId, roomNo) : undefined,
    wristbandNo: payload.wristbandNo ?? undefined,
    serviceName: service?.name ?? { en: payload.serviceCode },
    minutes: clock?.minutes ?? service?.minutes ?? 0,
    clockType: payload.type,
    calledAt: clock?.calledAt ?? job.createdAt,
    wishes: clock ? wishesForGuest(state, clock).map((wish) => wish.text) : [],
    insteadOfItem:
      payload.insteadOf === undefined
        ? undefined
        : (site.services.get(payload.insteadOf)?.name ?? { en: payload.insteadOf }),
    note: payload.guestCount > 1 ? `${inOneLine(words.guests, setting.languages)} ${payload.guestCount}` : undefined,
  };
}

/** The slip of a call; it is overtaken as the call is. */
export const dispatchJob: JobKind<'print-dispatch'> = {
  ticket: (payload, job, facts, setting) => dispatchSlip(dispatchData(payload, job, facts, setting)),
  isOvertaken: (payload, createdAt, state) => !callStands(payload, createdAt, state),
  summary: ({ insteadOf, roomNo, technicianNo, serviceCode }, site, language) =>
    summaryLine(
      titleIn(insteadOf === undefined ? words.dispatch : words.changedSlip, language),
      nameOfRoom(roomNo, language),
      nameOfTechnician(technicianNo, language),
      site.services.get(serviceCode)?.name[language] ?? serviceCode,
    ),
};
