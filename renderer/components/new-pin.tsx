import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalPin } from '../../core/kernel/typed.ts';
import { PinField } from './pin-field.tsx';

const pinPattern = /^\d{4,8}$/;
/** Digits a PIN has at most. */
export const maxPinLength = 8;

/** Spaces are no part of a PIN, and nobody sees them in the field; anything else that is no digit is refused. */
function typedPinOf(typed: string): string {
  return normalPin(typed).replace(/\s/g, '');
}

/** A new PIN while it is typed, twice. */
export interface NewPin {
  pin: string;
  again: string;
  /** Somebody tried to save: from then on what is wrong is said. */
  tried: boolean;
  setPin(pin: string): void;
  setAgain(again: string): void;
  /** The PIN, or null where it is not good yet (and now says so). */
  take(): string | null;
}

export function useNewPin(): NewPin {
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const take = () => {
    setTried(true);
    return pinPattern.test(pin) && pin === again ? pin : null;
  };
  return { pin, again, tried, setPin, setAgain, take };
}

interface NewPinFieldsProps {
  value: NewPin;
  autoFocus?: boolean;
  /** What the store said of it. */
  error?: string | null;
}

/** The two fields of a new PIN. */
export function NewPinFields({ value, autoFocus = false, error = null }: NewPinFieldsProps) {
  const { t } = useTranslation('common');
  const { pin, again, tried, setPin, setAgain } = value;
  return (
    <>
      <PinField
        label={t('newPin.pin')}
        autoComplete="new-password"
        autoFocus={autoFocus}
        maxLength={maxPinLength}
        value={pin}
        error={tried && !pinPattern.test(pin) ? t('newPin.digits') : null}
        onChange={(event) => setPin(typedPinOf(event.currentTarget.value))}
      />
      <PinField
        label={t('newPin.again')}
        autoComplete="new-password"
        maxLength={maxPinLength}
        value={again}
        error={tried && pin !== again ? t('newPin.differs') : error}
        onChange={(event) => setAgain(typedPinOf(event.currentTarget.value))}
      />
    </>
  );
}
