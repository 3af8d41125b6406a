import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconKey,
  IconKeyboard,
  IconLanguage,
  IconLink,
  IconLock,
  IconLogout,
  IconMoon,
  IconSun,
  IconSunMoon,
  IconUser,
  IconUserShare,
  IconUsers,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../core/kernel/money.ts';
import type { Permission } from '../../../core/model/staff/permissions.ts';
import { tellError } from '../../client/act.ts';
import { useActsByLetters } from '../../client/action-keys.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { chooseLanguage, languageOf } from '../../client/i18n.ts';
import { hashOf } from '../../client/router.ts';
import { signOut, useMay, useSession } from '../../client/session.ts';
import { PairingCode } from '../../shared/access/pairing-code.tsx';
import { PinDialog } from '../../shared/access/pin-dialog.tsx';
import { screens } from '../../store/screens.ts';
import classes from './shell.module.css';
import { SwitchPerson } from './switch-person.tsx';

async function lock(): Promise<void> {
  try {
    await api.session.lock.mutate();
  } catch (error) {
    tellError(error);
  }
}

/** Who is signed in: language, PINs, pairing, sign-out. */
export function UserMenu() {
  const { t, i18n } = useTranslation(['shell', 'common']);
  const session = useSession();
  const { languages } = useCatalog().store;
  const maySetPins = useMay('staff.pin');
  const mayPair = useMay('station.pair');
  const [open, setOpen] = useState<'my-pin' | 'pins' | 'pair' | 'switch' | null>(null);
  if (!session) return null;
  const other = (['zh-CN', 'en'] as Language[]).filter((language) => language !== i18n.language);
  const choices = other.filter((language) => languages.includes(language));
  return (
    <>
      <Menu position="bottom-end" width={240} shadow="md">
        <Menu.Target>
          <UnstyledButton
            className={classes.pill}
            aria-label={t('shell:user.menu', { no: session.staffNo, name: session.name })}
          >
            <IconUser size={16} aria-hidden />
            <span className={classes.who}>
              {session.staffNo} {session.name}
            </span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {choices.map((language) => (
            <Menu.Item
              key={language}
              h={44}
              lang={language}
              leftSection={<IconLanguage size={18} aria-hidden />}
              onClick={() => chooseLanguage(language, session.staffNo)}
            >
              {t(`common:languages.${language}`)}
            </Menu.Item>
          ))}
          <SchemeItem />
          <LettersItem />
          <Menu.Item h={44} leftSection={<IconKey size={18} aria-hidden />} onClick={() => setOpen('my-pin')}>
            {t('shell:user.changePin')}
          </Menu.Item>
          {maySetPins && (
            <Menu.Item h={44} leftSection={<IconUsers size={18} aria-hidden />} onClick={() => setOpen('pins')}>
              {t('shell:user.staffPins')}
            </Menu.Item>
          )}
          {mayPair && (
            <Menu.Item h={44} leftSection={<IconLink size={18} aria-hidden />} onClick={() => setOpen('pair')}>
              {t('shell:user.pair')}
            </Menu.Item>
          )}
          <ScreenItems permissions={session.permissions} />
          <Menu.Divider />
          <LeaveItems onSwitch={() => setOpen('switch')} />
        </Menu.Dropdown>
      </Menu>
      {(open === 'my-pin' || open === 'pins') && (
        <PinDialog mine={open === 'my-pin'} session={session} onClose={() => setOpen(null)} />
      )}
      {open === 'switch' && <SwitchPerson onClose={() => setOpen(null)} />}
      {open === 'pair' && <PairingCode onClose={() => setOpen(null)} />}
    </>
  );
}

/** Whoever goes: somebody else takes over, the screen locks, or nobody is signed in. */
function LeaveItems({ onSwitch }: { onSwitch: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <>
      <Menu.Item h={44} leftSection={<IconUserShare size={18} aria-hidden />} onClick={onSwitch}>
        {t('user.switch')}
      </Menu.Item>
      <Menu.Item h={44} leftSection={<IconLock size={18} aria-hidden />} onClick={() => void lock()}>
        {t('user.lock')}
      </Menu.Item>
      <Menu.Item h={44} leftSection={<IconLogout size={18} aria-hidden />} onClick={() => void signOut()}>
        {t('user.signOut')}
      </Menu.Item>
    </>
  );
}

const schemes = ['auto', 'light', 'dark'] as const;
const schemeIcons = { auto: IconSunMoon, light: IconSun, dark: IconMoon };

/** By day or by night; a tap takes the next. It stays with this browser. */
function SchemeItem() {
  const { t } = useTranslation('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = schemeIcons[colorScheme];
  const next = schemes[(schemes.indexOf(colorScheme) + 1) % schemes.length] ?? 'auto';
  return (
    <Menu.Item
      h={44}
      leftSection={<Icon size={18} aria-hidden />}
      closeMenuOnClick={false}
      onClick={() => setColorScheme(next)}
    >
      {t(`user.scheme.${colorScheme}`)}
    </Menu.Item>
  );
}

/** Whether single letters do what the buttons of the board say. */
function LettersItem() {
  const { t } = useTranslation('shell');
  const [acts, setActs] = useActsByLetters();
  return (
    <Menu.Item
      h={44}
      leftSection={<IconKeyboard size={18} aria-hidden />}
      closeMenuOnClick={false}
      onClick={() => setActs(!acts)}
    >
      {t(acts ? 'user.lettersOn' : 'user.lettersOff')}
    </Menu.Item>
  );
}

/** Screens that stand in this menu instead of the rail. */
function ScreenItems({ permissions }: { permissions: readonly Permission[] }) {
  const { i18n } = useTranslation();
  return screens.map(({ id, icon: Icon, permission, texts, ...screen }) =>
    'place' in screen && screen.place === 'menu' && permissions.includes(permission) ? (
      <Menu.Item key={id} component="a" href={hashOf(id)} h={44} leftSection={<Icon size={18} aria-hidden />}>
        {texts[languageOf(i18n.language)].rail}
      </Menu.Item>
    ) : null,
  );
}
