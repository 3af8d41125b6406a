import { Button, Menu } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useBoard } from '../../client/board-store.ts';

interface PrinterMenuProps {
  /** The device that is not offered: where it is now. */
  except: string;
  label: string;
  /** What is sent, for who hears the screen read. */
  name: string;
  disabled?: boolean;
  onPick: (printerId: string) => void;
}

/** A button that offers the store's other printers; nothing where there is none. */
export function PrinterMenu({ except, label, name, disabled, onPick }: PrinterMenuProps) {
  const printers = useBoard((board) => board.devices.printers);
  const others = (printers ?? []).filter(({ id }) => `printer/${id}` !== except);
  if (others.length === 0) return null;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button h={44} px={10} variant="default" disabled={disabled} aria-label={`${label}: ${name}`}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {others.map(({ id }) => (
          <Menu.Item key={id} h={44} leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => onPick(id)}>
            {id}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
