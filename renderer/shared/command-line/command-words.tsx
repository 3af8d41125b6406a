import { Combobox, Group, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../client/board-store.ts';
import { useCatalog } from '../../client/catalog.ts';
import { type Format, useFormat } from '../../client/format.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { numberedIn } from '../orders/technician-choice.ts';
import { useBoardView } from './board-view.ts';
import type { BoardAction, CommandLine, Hit, NextItem } from './command-line.ts';
import { verbs } from './line-context.ts';
import { verbWords } from './verb-words.ts';

const namespaces = ['command-line', 'authorisation', 'orders', 'common'] as const;
type Translate = TFunction<typeof namespaces>;

/** What a line would do or has found, as options to choose from. */
export function CommandWords({ meaning }: { meaning: CommandLine }) {
  const { t } = useTranslation(namespaces);
  const format = useFormat();
  if (meaning.kind === 'problem') {
    return <Combobox.Empty>{t(`command-line:problems.${meaning.problem}`, { word: meaning.word })}</Combobox.Empty>;
  }
  if (meaning.kind === 'act') {
    return (
      <Combobox.Option value="act" mih={44}>
        <Text fw={600}>{actionWords(meaning.action, t, format)}</Text>
      </Combobox.Option>
    );
  }
  if (meaning.kind === 'empty') return null;
  if (meaning.kind === 'help') return <Help />;
  if (meaning.kind === 'complete') {
    return meaning.completions.map(({ verb, line }) => (
      <Combobox.Option key={verb} value={`${line} `} mih={44}>
        <Row title={line}>{t(`command-line:help.${verb}`)}</Row>
      </Combobox.Option>
    ));
  }
  if (meaning.hits.length === 0) return <Combobox.Empty>{t('command-line:nothing')}</Combobox.Empty>;
  return meaning.hits.map((hit, at) => (
    <Combobox.Option key={JSON.stringify(hit)} value={String(at)} mih={44}>
      <HitWords hit={hit} />
    </Combobox.Option>
  ));
}

/** What an action does, in one line. */
function actionWords(action: BoardAction, t: Translate, format: Format): string {
  const room = t('common:room', { no: action.roomNo });
  switch (action.kind) {
    case 'open':
      return [
        t('command-line:say.open', { room, count: action.guestCount }),
        action.serviceCode && format.service(action.serviceCode),
        action.serviceCode && who(action.technicianNos, t),
        ...nextWords(action.next, t, format),
      ]
        .filter(Boolean)
        .join(' · ');
    case 'order':
      return [
        t(action.after ? 'command-line:say.orderAfter' : 'command-line:say.order', { room }),
        format.service(action.serviceCode),
        action.after?.sameNo ? t('orders:same', { no: action.after.sameNo }) : who(action.technicianNos, t),
        ...nextWords(action.next, t, format),
      ].join(' · ');
    case 'hand-back':
      return [
        t(`command-line:say.${action.why}`, { room, no: action.technicianNo }),
        ...(action.instead === null ? [] : [t('command-line:say.instead', { who: who([action.instead], t) })]),
        t('authorisation:needed'),
      ].join(' · ');
    case 'convert':
      return t('command-line:say.convert', { room, no: action.technicianNo });
    case 'change-item':
      return [
        t('command-line:say.changeItem', {
          room,
          from: format.service(action.from),
          to: format.service(action.serviceCode),
        }),
        ...(action.isCheaper ? [t('authorisation:needed')] : []),
      ].join(' · ');
    case 'extend':
      return t('command-line:say.extend', { room, no: action.technicianNo, minutes: action.minutes });
    case 'end':
      return t('command-line:say.end', { room, no: action.technicianNo });
    case 'call-again':
      return t('command-line:say.callAgain', { room, no: action.technicianNo });
    case 'arrive':
      return t('command-line:say.arrive', { room, name: action.guestName, time: format.time(action.startsAt) });
    case 'clean':
      return t('command-line:say.clean', { room });
    case 'pay':
      return t('command-line:say.pay', { room });
    case 'goods':
      return t('command-line:say.goods', { room, goods: format.goods(action.goodsCode), quantity: action.quantity });
  }
}

/** What comes after the first item, and by whom. */
function nextWords(next: NextItem | undefined, t: Translate, format: Format): string[] {
  if (!next) return [];
  const by = next.same > 0 ? t('orders:sameOne') : who(next.technicianNos, t);
  return [t('command-line:say.afterwards', { service: format.service(next.serviceCode) }), by];
}

/** Everything that can be typed behind a room, with an example; choosing one begins it for the room that is chosen. */
function Help() {
  const { t } = useTranslation('command-line');
  const { language } = useFormat();
  const roomNo = useBoardView((view) => view.roomNo);
  return verbs.map((verb) => {
    const [word = ''] = verbWords[language][verb];
    return (
      <Combobox.Option key={verb} value={roomNo === null ? `${word} ` : `${roomNo} ${word} `} mih={44} py={4}>
        <Row title={t(`examples.${verb}`)}>{t(`help.${verb}`)}</Row>
      </Combobox.Option>
    );
  });
}

function who(technicianNos: readonly string[], t: Translate): string {
  if (technicianNos.length === 0) return t('common:clockType.rotation');
  return technicianNos
    .map((word) => {
      const { technicianNo, kind } = numberedIn(word) ?? { technicianNo: word, kind: 'requested' };
      const named = t('common:technician', { no: technicianNo });
      return kind === 'requested' ? named : `${named} ${t(`common:clockType.${kind}`)}`;
    })
    .join(' ');
}

function HitWords({ hit }: { hit: Hit }) {
  const { t } = useTranslation(['command-line', 'common']);
  const format = useFormat();
  const catalog = useCatalog();
  const board = useBoard((all) => all);
  if (hit.kind === 'room') {
    const room = board?.rooms.get(hit.roomNo);
    return <Row title={t('common:room', { no: hit.roomNo })}>{room && <StateBadge state={room.state} />}</Row>;
  }
  if (hit.kind === 'band') {
    return <Row title={t('common:band', { no: hit.bandNo })}>{t('common:room', { no: hit.roomNo })}</Row>;
  }
  if (hit.kind === 'technician') {
    const technician = board?.technicians.get(hit.technicianNo);
    const state = technician && t(`common:technicianState.${technician.state}`);
    const title = `${t('common:technician', { no: hit.technicianNo })} ${technician?.name ?? ''}`;
    return <Row title={title}>{[state, hit.roomNo].filter(Boolean).join(' · ')}</Row>;
  }
  if (hit.kind === 'service') {
    const service = catalog.serviceByCode.get(hit.code);
    return <Row title={`${hit.code} ${format.service(hit.code)}`}>{service && format.money(service.price)}</Row>;
  }
  const goods = catalog.goodsByCode.get(hit.code);
  return <Row title={`${hit.code} ${format.goods(hit.code)}`}>{goods && format.money(goods.price)}</Row>;
}

function Row({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text fw={600} style={{ whiteSpace: 'nowrap' }}>
        {title}
      </Text>
      {/* In the option's own colour: the chosen one is white on teal. */}
      <Text component="span" size="sm" c="inherit">
        {children}
      </Text>
    </Group>
  );
}
