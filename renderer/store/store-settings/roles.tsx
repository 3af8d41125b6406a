import { Table, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mayDo, permissions } from '../../../core/model/staff/permissions.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { TableFrame } from '../../components/data-table.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { sentences } from './sentences.ts';
import { staffRoles } from './sheets.ts';
import classes from './store-settings.module.css';

/** What each role may do, in sentences. Roles are the same in every store: who has which is set at the people. */
export function Roles() {
  const { t } = useTranslation(['store-settings', 'common']);
  const { language } = useFormat();
  const { staff } = useCatalog();
  const columns = [
    { id: 'what', head: t('store-settings:roles.may') },
    ...staffRoles.map((role) => ({
      id: role,
      align: 'center' as const,
      head: (
        <>
          {t(`common:role.${role}`)}{' '}
          <span className={classes.note}>{staff.filter((one) => one.role === role).length}</span>
        </>
      ),
    })),
  ];
  return (
    <>
      <p className={classes.note}>{t('store-settings:roles.hint')}</p>
      <ScrollRegion className={classes.table} label={t('store-settings:sheet.roles')}>
        <TableFrame columns={columns} label={t('store-settings:sheet.roles')}>
          {permissions.map((permission) => (
            <Table.Tr key={permission}>
              <Table.Td>{sentences[permission][language]}</Table.Td>
              {staffRoles.map((role) => (
                <Table.Td key={role} ta="center">
                  {mayDo(role, permission) ? (
                    <>
                      <IconCheck size={20} aria-hidden />
                      <VisuallyHidden>{t('store-settings:yes')}</VisuallyHidden>
                    </>
                  ) : (
                    <VisuallyHidden>{t('store-settings:no')}</VisuallyHidden>
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </TableFrame>
      </ScrollRegion>
    </>
  );
}
