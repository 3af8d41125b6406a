import { Button, Group, VisuallyHidden } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkView, SignedInView, StationsView, StationView } from '../../../host/parts/sessions/views.ts';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { AsyncBoundary, EmptyNote } from '../../components/async-boundary.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { showDone } from '../../components/undo.tsx';
import { PairingCode } from '../../shared/access/pairing-code.tsx';
import classes from './stations.module.css';

const queryKey = ['stations'];
/** Who comes and goes is told by nobody: it is looked at again. */
const refetchMs = 10_000;

/** Which screens belong to the store and who is signed in on them; either can be ended here. */
export default function StationsScreen() {
  const { t } = useTranslation('stations');
  const [isPairing, setPairing] = useState(false);
  const client = useQueryClient();
  const query = useQuery({
    queryKey,
    queryFn: () => api.session.stations.query(),
    refetchInterval: refetchMs,
    staleTime: 0,
  });
  return (
    <div className={classes.screen}>
      <VisuallyHidden component="h1">{t('rail')}</VisuallyHidden>
      <AsyncBoundary query={query}>
        {(view) => (
          <>
            <SignedIn view={view} />
            <div className={classes.head}>
              <h2>{t('stations')}</h2>
              <Button h={44} onClick={() => setPairing(true)}>
                {t('pair')}
              </Button>
            </div>
            <Network network={view.network} />
            <Stations stations={view.stations} network={view.network} />
          </>
        )}
      </AsyncBoundary>
      {isPairing && (
        <PairingCode
          onClose={() => {
            setPairing(false);
            void client.invalidateQueries({ queryKey });
          }}
        />
      )}
    </div>
  );
}

/** Does it, says so, and looks again. */
function useEnding() {
  const client = useQueryClient();
  return async (work: () => Promise<void>, done: string) => {
    try {
      await work();
      showDone(done);
    } catch (error) {
      tellError(error);
    }
    await client.invalidateQueries({ queryKey });
  };
}

function SignedIn({ view: { sessions, stations } }: { view: StationsView }) {
  const { t } = useTranslation(['stations', 'common']);
  const format = useFormat();
  const end = useEnding();
  const nameOf = new Map(stations.map(({ id, name }) => [id, name]));
  const columns: Column<SignedInView>[] = [
    {
      id: 'who',
      head: t('columns.who'),
      cell: ({ staffNo, name, role }) => (
        <>
          <b>{staffNo}</b> {name} <span className={classes.quiet}>{t(`common:role.${role}`)}</span>
        </>
      ),
    },
    {
      id: 'where',
      head: t('columns.where'),
      cell: ({ stationId, isOwn, isLocked }) => (
        <>
          {nameOf.get(stationId) ?? t('own')}{' '}
          <span className={classes.quiet}>
            {[...(isOwn ? [t('thisOne')] : []), ...(isLocked ? [t('locked')] : [])].join(' · ')}
          </span>
        </>
      ),
    },
    { id: 'since', head: t('columns.since'), cell: ({ since }) => format.moment(since) },
    { id: 'used', head: t('columns.used'), cell: ({ lastUsedAt }) => format.moment(lastUsedAt) },
    {
      id: 'act',
      head: t('columns.act'),
      isHeadHidden: true,
      cell: ({ id, name, isOwn }) =>
        !isOwn && (
          <Button
            variant="light"
            color="red"
            h={44}
            aria-label={`${t('end')} ${name}`}
            onClick={() => void end(() => api.session.endSession.mutate({ sessionId: id }), t('ended', { name }))}
          >
            {t('end')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <div className={classes.head}>
        <h2>
          {t('sessions')} {sessions.length}
        </h2>
      </div>
      {sessions.length === 0 ? (
        <EmptyNote text={t('nobody')} />
      ) : (
        <ScrollRegion className={classes.list} label={t('sessions')}>
          <DataTable columns={columns} rows={sessions} keyOf={({ id }) => id} label={t('sessions')} />
        </ScrollRegion>
      )}
    </>
  );
}

/** Where other machines find the store, by what they know it, and what is not protected. */
function Network({ network }: { network: NetworkView | null }) {
  const { t } = useTranslation('stations');
  const isOpen = network !== null && network.addresses.length > 0;
  if (!isOpen && (network?.guestPort ?? null) === null) return <p className={classes.quiet}>{t('network.none')}</p>;
  return (
    <section className={classes.network} aria-label={t('network.title')}>
      {network !== null && isOpen && (
        <dl>
          <dt>{t('network.addresses')}</dt>
          <dd>
            {network.addresses.map((address) => (
              <code key={address}>https://{address}/</code>
            ))}
          </dd>
          <dt>{t('network.first')}</dt>
          <dd>
            <code>http://{network.addresses[0]}/</code> <span className={classes.quiet}>{t('network.firstNote')}</span>
          </dd>
          <dt>{t('network.fingerprint')}</dt>
          <dd>
            <code className={classes.fingerprint} data-testid="fingerprint">
              {network.fingerprint?.match(/.{1,24}/g)?.map((line) => (
                <span key={line}>{line.replace(/:$/, '')} </span>
              ))}
            </code>
          </dd>
          <dt>{t('network.mark')}</dt>
          <dd>
            <code>{network.mark}</code> <span className={classes.quiet}>{t('network.markNote')}</span>
          </dd>
        </dl>
      )}
      {network !== null && network.guestPort !== null && (
        <p className={classes.quiet}>{t('network.guests', { port: network.guestPort })}</p>
      )}
    </section>
  );
}

/** How the lines of a station are protected, as they are now. */
function useProtection(network: NetworkView | null) {
  const { t } = useTranslation('stations');
  return ({ id, pairedAt }: StationView): string => {
    const lines = network?.lines.filter(({ stationId }) => stationId === id) ?? [];
    if (lines.length === 0) return pairedAt === null ? t('protection.machine') : t('protection.away');
    const said = lines.map(({ tls, address }) =>
      tls === null
        ? t(pairedAt === null ? 'protection.machine' : 'protection.throughMachine')
        : t('protection.tls', { version: tls.replace('v', ' '), address }),
    );
    return [...new Set(said)].join(' · ');
  };
}

function Stations({ stations, network }: { stations: readonly StationView[]; network: NetworkView | null }) {
  const { t } = useTranslation('stations');
  const format = useFormat();
  const protectionOf = useProtection(network);
  const columns: Column<StationView>[] = [
    { id: 'where', head: t('columns.where'), cell: ({ name }) => <b>{name ?? t('own')}</b> },
    {
      id: 'paired',
      head: t('columns.paired'),
      cell: ({ pairedAt }) => (pairedAt === null ? '' : format.moment(pairedAt)),
    },
    {
      id: 'state',
      head: t('columns.state'),
      cell: ({ pairedAt, revokedAt }) => {
        if (revokedAt !== null) return t('revokedAt', { time: format.moment(revokedAt) });
        return pairedAt === null ? '' : t('isPaired');
      },
    },
    {
      id: 'protection',
      head: t('columns.protection'),
      cell: (station) => (station.revokedAt === null ? protectionOf(station) : ''),
    },
    {
      id: 'act',
      head: t('columns.act'),
      isHeadHidden: true,
      cell: (station) => station.pairedAt !== null && station.revokedAt === null && <Revoke station={station} />,
    },
  ];
  // What holds stands first.
  const sorted = stations.toSorted((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null));
  return (
    <ScrollRegion className={classes.list} label={t('stations')}>
      <DataTable columns={columns} rows={sorted} keyOf={({ id }) => id} label={t('stations')} />
    </ScrollRegion>
  );
}

/** Asks once more: a screen on another floor has to be paired anew on the spot. */
function Revoke({ station: { id, name } }: { station: StationView }) {
  const { t } = useTranslation('stations');
  const end = useEnding();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button
        variant="light"
        color="red"
        h={44}
        aria-label={`${t('revoke')} ${name ?? ''}`}
        onClick={() => setAsking(true)}
      >
        {t('revoke')}
      </Button>
    );
  }
  return (
    <Group gap="xs">
      <Button
        color="red"
        h={44}
        data-autofocus
        onClick={() => {
          setAsking(false);
          void end(() => api.session.revokeStation.mutate({ stationId: id }), t('revoked', { name: name ?? '' }));
        }}
      >
        {t('confirmRevoke', { name: name ?? '' })}
      </Button>
      <Button variant="default" h={44} onClick={() => setAsking(false)}>
        {t('cancel')}
      </Button>
    </Group>
  );
}
