import { attendanceTexts } from './attendance/errors.ts';
import { attendanceWords } from './attendance/words.ts';
import { authorisationTexts } from './authorisations/errors.ts';
import { authorisationWords } from './authorisations/words.ts';
import { billTexts } from './bills/errors.ts';
import { billWords } from './bills/words.ts';
import { cardTexts } from './cards/errors.ts';
import { cardWords } from './cards/words.ts';
import { clockTexts } from './clocks/errors.ts';
import { clockWords } from './clocks/words.ts';
import { commissionTexts } from './commission/errors.ts';
import { commissionWords } from './commission/words.ts';
import { deviceTexts } from './devices/errors.ts';
import { deviceWords } from './devices/words.ts';
import { goodsTexts } from './goods/errors.ts';
import { goodsWords } from './goods/words.ts';
import { reservationTexts } from './reservations/errors.ts';
import { reservationWords } from './reservations/words.ts';
import { roomTexts } from './rooms/errors.ts';
import { roomWords } from './rooms/words.ts';
import { rotationTexts } from './rotation/errors.ts';
import { rotationWords } from './rotation/words.ts';
import { serviceCallTexts } from './service-calls/errors.ts';
import { serviceCallWords } from './service-calls/words.ts';
import { siteTexts } from './site/errors.ts';
import { siteWords } from './site/words.ts';
import { staffTexts } from './staff/errors.ts';
import { staffWords } from './staff/words.ts';
import { technicianTexts } from './technicians/errors.ts';
import { technicianWords } from './technicians/words.ts';
import { visitTexts } from './visits/errors.ts';
import { visitWords } from './visits/words.ts';
import { wishTexts } from './wishes/errors.ts';
import { wishWords } from './wishes/words.ts';

/**
 * What people read of every aggregate: its refusals, and what its events say in a history. A list of its own beside
 * `aggregates.ts`, because screens need the texts and not the schemas, which compile code as they are loaded; one that
 * is missing here is a type error where the texts are composed.
 */
export const textsOfAggregates = [
  { errors: siteTexts, words: siteWords },
  { errors: staffTexts, words: staffWords },
  { errors: deviceTexts, words: deviceWords },
  { errors: cardTexts, words: cardWords },
  { errors: roomTexts, words: roomWords },
  { errors: visitTexts, words: visitWords },
  { errors: wishTexts, words: wishWords },
  { errors: serviceCallTexts, words: serviceCallWords },
  { errors: reservationTexts, words: reservationWords },
  { errors: technicianTexts, words: technicianWords },
  { errors: clockTexts, words: clockWords },
  { errors: authorisationTexts, words: authorisationWords },
  { errors: rotationTexts, words: rotationWords },
  { errors: goodsTexts, words: goodsWords },
  { errors: billTexts, words: billWords },
  { errors: commissionTexts, words: commissionWords },
  { errors: attendanceTexts, words: attendanceWords },
] as const;
