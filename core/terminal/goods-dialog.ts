import { shortErrorText } from '../error-texts.ts';
import { StoreError } from '../kernel/error.ts';
import { commonError } from '../kernel/errors.ts';
import { goodsError } from '../model/goods/errors.ts';
import { roomError } from '../model/rooms/errors.ts';
import type { SiteGoods } from '../model/site/schema.ts';
import { visitError } from '../model/visits/errors.ts';
import { presentGuests } from '../model/visits/find.ts';
import type { Guest } from '../model/visits/visit.ts';
import { ask, askTyping, done, isDigit, typedOn, typingMistake } from './answer.ts';
import type { GoodsDialog, RoomDialog, WorkingDialog } from './dialogs.ts';
import type { Rows } from './display.ts';
import { goodsByKeys } from './goods-keys.ts';
import { menu } from './menus.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';
/** `guests`: those it can be for, the first unless another is chosen. Throws ROOM_EMPTY when there is none. */
export function beginGoods(
  place: TerminalPlace,
  guests: readonly Guest[],
  from: RoomDialog | WorkingDialog,
): TerminalAnswer {
  const [first] = guests;
  if (!first) throw roomError('ROOM_EMPTY', { roomNo: place.roomNo });
  const asksGuest = guests.length > 1;
  return show(place, {
    kind: 'goods',
    from,
    step: asksGuest ? 'guest' : 'code',
    typed: '',
    guestId: first.id,
    asksGuest,
    beds: guests.map((guest) => guest.bed),
    goodsCode: null,
    quantity: 1,
  });
}

/** Throws StoreError where the order is refused. */
export function goodsKey(
  port: TerminalPort,
  place: TerminalPlace,
  dialog: GoodsDialog,
  key: string,
  roomNo: string,
): TerminalAnswer {
  if (key === '*') return back(place, dialog);
  if (dialog.step === 'confirm') return key === '#' ? order(port, place, dialog) : summary(port, place, dialog);
  if (isDigit(key)) return show(place, { ...dialog, typed: typedOn(dialog.typed, key) });
  if (key !== '#') return show(place, dialog);
  try {
    return take(port, place, dialog, roomNo);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return typingMistake(
      place,
      shortErrorText(error.code, place.language, error.context),
      question(place, dialog),
      dialog,
    );
  }
}

function take(port: TerminalPort, place: TerminalPlace, dialog: GoodsDialog, roomNo: string): TerminalAnswer {
  const { typed } = dialog;
  const next = { ...dialog, typed: '' };
  if (dialog.step === 'guest') {
    const visit = port.state.visits.openIn(roomNo);
    const guests = visit ? presentGuests(port.state, visit.id) : [];
    const guest = typed === '' ? guests[0] : guests.find(({ bed }) => bed === Number(typed));
    if (!guest) throw visitError('GUEST_UNKNOWN', { bed: typed });
    return show(place, { ...next, step: 'code', guestId: guest.id });
  }
  if (dialog.step === 'code') {
    const [goods, other] = goodsByKeys(port.state.site, typed);
    if (!goods) throw goodsError('GOODS_UNKNOWN', { goodsCode: typed });
    if (other) return typingMistake(place, textsOf(place.language).ambiguous, question(place, dialog), dialog);
    checkStock(port, goods, 1);
    return show(place, { ...next, step: 'quantity', goodsCode: goods.code });
  }
  const quantity = typed === '' ? 1 : Number(typed);
  if (quantity < 1 || quantity > 99) throw commonError('INPUT_INVALID', { detail: typed });
  checkStock(port, goodsOf(port, dialog), quantity);
  return summary(port, place, { ...next, step: 'confirm', quantity });
}

function checkStock({ state }: TerminalPort, { code: goodsCode }: SiteGoods, quantity: number): void {
  const left = state.goods.stockOf(goodsCode);
  if (left !== null && left < quantity) throw goodsError('GOODS_SOLD_OUT', { goodsCode, left });
}

function order(port: TerminalPort, place: TerminalPlace, dialog: GoodsDialog): TerminalAnswer {
  const texts = textsOf(place.language);
  const goods = goodsOf(port, dialog);
  const { guestId, quantity, from } = dialog;
  const actor = from.kind === 'room' ? from.staffNo : from.technicianNo;
  port.act('goods.order', { guestId, lines: [{ goodsCode: goods.code, quantity }] }, actor);
  const ordered = texts.ordered(texts.amount(goods.price * quantity, port.state.site.site.store.currency));
  return done(place, { rows: [texts.pieces(quantity, goods.name[place.language]), ordered], fold: ordered });
}

function back(place: TerminalPlace, dialog: GoodsDialog): TerminalAnswer {
  const before = { ...dialog, typed: '' };
  if (dialog.step === 'confirm') return show(place, { ...before, step: 'quantity' });
  if (dialog.step === 'quantity') return show(place, { ...before, step: 'code', goodsCode: null });
  if (dialog.step === 'code' && dialog.asksGuest) return show(place, { ...before, step: 'guest' });
  return menu(place, dialog.from);
}

function show(place: TerminalPlace, dialog: GoodsDialog): TerminalAnswer {
  return askTyping(place, question(place, dialog), dialog);
}

function question(place: TerminalPlace, dialog: GoodsDialog): Rows {
  const texts = textsOf(place.language);
  if (dialog.step === 'guest') {
    const asked = texts.bed.ask(dialog.beds);
    return { rows: [asked, texts.bed.hint], fold: asked };
  }
  if (dialog.step === 'code') return { rows: [texts.goodsAsk, texts.stepBack], fold: texts.goodsAsk };
  return { rows: [texts.quantity.ask, texts.quantity.hint], fold: texts.quantity.ask };
}

function summary(port: TerminalPort, place: TerminalPlace, dialog: GoodsDialog): TerminalAnswer {
  const texts = textsOf(place.language);
  const goods = goodsOf(port, dialog);
  const amount = texts.amount(goods.price * dialog.quantity, port.state.site.site.store.currency);
  const what = texts.pieces(dialog.quantity, goods.name[place.language]);
  return ask(
    place,
    {
      rows: [what, `${amount} ${texts.confirm}`, texts.stepBack],
      fold: `${texts.pieces(dialog.quantity, goods.code)} ${amount} #`,
    },
    dialog,
  );
}

/** Throws GOODS_UNKNOWN where the article has left the site file meanwhile. */
function goodsOf(port: TerminalPort, { goodsCode }: GoodsDialog): SiteGoods {
  const goods = port.state.site.goods.get(goodsCode ?? '');
  if (!goods) throw goodsError('GOODS_UNKNOWN', { goodsCode });
  return goods;
}
