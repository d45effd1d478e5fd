import type { InvoiceStatus, PurchaseStatus } from '@mechanic-shop/client';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
} from '@tanstack/react-router';
import { asImportSearch } from '../features/imports/search.ts';
import { invoiceStatuses } from '../features/invoices/statuses.ts';
import { type PartView, partViews } from '../features/parts/views.ts';
import { type SheetName, sheets } from '../features/print/sheets.ts';
import { purchaseStatuses } from '../features/purchases/statuses.ts';
import { asReportSearch } from '../features/reports/search.ts';
import type { LogFilters } from '../features/settings/log.tsx';
import type { Connection } from '../shop/connection.ts';
import { Failed, NotFound } from './failed.tsx';
import { asDay, asId, asText } from './filters.ts';
import { HomePage } from './home.tsx';
import { Shell } from './shell.tsx';

export interface RouterContext {
  connection: Connection;
}

type Search = Record<string, unknown>;

const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Shell, notFoundComponent: NotFound });

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: ({ search, mechanic }: Search): { search?: string | undefined; mechanic?: number | undefined } => ({
    search: asText(search),
    mechanic: asId(mechanic),
  }),
  component: HomePage,
});

/** An id in a path. */
const idParam = {
  parse: ({ id }: { id: string }) => {
    const parsed = asId(id);
    if (parsed === undefined) throw notFound();
    return { id: parsed };
  },
  stringify: ({ id }: { id: number }) => ({ id: String(id) }),
};

const ticketRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tickets/$id',
  params: idParam,
  component: lazyRouteComponent(() => import('../features/tickets/page.tsx'), 'TicketPage'),
});

const printTicketRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tickets/$id/print',
  params: idParam,
  validateSearch: ({ sheet }: Search): { sheet: SheetName } => ({
    sheet: sheets.find((one) => one === sheet) ?? 'work-order',
  }),
  component: lazyRouteComponent(() => import('../features/print/ticket-page.tsx'), 'PrintTicketPage'),
});

const printInvoiceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invoices/$id/print',
  params: idParam,
  component: lazyRouteComponent(() => import('../features/print/invoice-page.tsx'), 'PrintInvoicePage'),
});

const calendarRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/calendar',
  validateSearch: ({
    day,
    view,
    appointment,
  }: Search): { day?: string | undefined; view?: 'week' | undefined; appointment?: number | undefined } => ({
    day: asDay(day),
    view: view === 'week' ? view : undefined,
    appointment: asId(appointment),
  }),
  component: lazyRouteComponent(() => import('../features/calendar/page.tsx'), 'CalendarPage'),
});

const partsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/parts',
  validateSearch: ({ search, view }: Search): { search?: string | undefined; view?: PartView | undefined } => ({
    search: asText(search),
    view: partViews.find((one) => one === view),
  }),
  component: lazyRouteComponent(() => import('../features/parts/list.tsx'), 'PartsPage'),
});

const partRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/parts/$id',
  params: idParam,
  component: lazyRouteComponent(() => import('../features/parts/page.tsx'), 'PartPage'),
});

const purchasingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/purchases',
  component: lazyRouteComponent(() => import('../features/purchases/layout.tsx'), 'PurchasingPage'),
});

const purchasesRoute = createRoute({
  getParentRoute: () => purchasingRoute,
  path: '/',
  validateSearch: ({ status }: Search): { status?: PurchaseStatus | undefined } => ({
    status: purchaseStatuses.find((one) => one === status),
  }),
  component: lazyRouteComponent(() => import('../features/purchases/list.tsx'), 'PurchaseList'),
});

const reorderRoute = createRoute({
  getParentRoute: () => purchasingRoute,
  path: '/reorder',
  component: lazyRouteComponent(() => import('../features/purchases/reorder.tsx'), 'ReorderList'),
});

const suppliersRoute = createRoute({
  getParentRoute: () => purchasingRoute,
  path: '/suppliers',
  validateSearch: ({ search, retired }: Search): { search?: string | undefined; retired?: true | undefined } => ({
    search: asText(search),
    retired: retired === true || undefined,
  }),
  component: lazyRouteComponent(() => import('../features/purchases/suppliers.tsx'), 'SupplierList'),
});

const purchaseRoute = createRoute({
  getParentRoute: () => purchasingRoute,
  path: '/$id',
  params: idParam,
  component: lazyRouteComponent(() => import('../features/purchases/page.tsx'), 'PurchasePage'),
});

const invoicesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invoices',
  validateSearch: ({
    search,
    status,
  }: Search): { search?: string | undefined; status?: InvoiceStatus | undefined } => ({
    search: asText(search),
    status: invoiceStatuses.find((one) => one === status),
  }),
  component: lazyRouteComponent(() => import('../features/invoices/list.tsx'), 'InvoicesPage'),
});

const invoiceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invoices/$id',
  params: idParam,
  component: lazyRouteComponent(() => import('../features/invoices/page.tsx'), 'InvoicePage'),
});

const customersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/customers',
  validateSearch: ({ search }: Search): { search?: string | undefined } => ({ search: asText(search) }),
  component: lazyRouteComponent(() => import('../features/customers/list.tsx'), 'CustomersPage'),
});

const customerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/customers/$id',
  params: idParam,
  component: lazyRouteComponent(() => import('../features/customers/page.tsx'), 'CustomerPage'),
});

const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports',
  validateSearch: asReportSearch,
  component: lazyRouteComponent(() => import('../features/reports/page.tsx'), 'ReportsPage'),
});

const importsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/imports',
  validateSearch: asImportSearch,
  component: lazyRouteComponent(() => import('../features/imports/page.tsx'), 'ImportsPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/page.tsx'), 'SettingsPage'),
});

const shopSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../features/settings/shop.tsx'), 'ShopSettings'),
});

const staffSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/staff',
  component: lazyRouteComponent(() => import('../features/settings/staff.tsx'), 'StaffSettings'),
});

const cannedSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/canned-jobs',
  component: lazyRouteComponent(() => import('../features/settings/canned-jobs.tsx'), 'CannedJobSettings'),
});

const baySettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/bays',
  component: lazyRouteComponent(() => import('../features/settings/bays.tsx'), 'BaySettings'),
});

const hoursSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/hours',
  component: lazyRouteComponent(() => import('../features/settings/hours.tsx'), 'HoursSettings'),
});

const templateSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/inspections',
  component: lazyRouteComponent(() => import('../features/settings/templates.tsx'), 'TemplateSettings'),
});

const webhookSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('../features/settings/webhooks.tsx'), 'WebhookSettings'),
});

const keySettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('../features/settings/api-keys.tsx'), 'ApiKeySettings'),
});

const logRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/log',
  validateSearch: ({ kind, from, to }: Search): LogFilters => ({
    kind: asText(kind),
    from: asDay(from),
    to: asDay(to),
  }),
  component: lazyRouteComponent(() => import('../features/settings/log.tsx'), 'LogSettings'),
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  ticketRoute,
  printTicketRoute,
  calendarRoute,
  customersRoute,
  customerRoute,
  partsRoute,
  partRoute,
  purchasingRoute.addChildren([purchasesRoute, reorderRoute, suppliersRoute, purchaseRoute]),
  invoicesRoute,
  invoiceRoute,
  printInvoiceRoute,
  reportsRoute,
  importsRoute,
  settingsRoute.addChildren([
    shopSettingsRoute,
    staffSettingsRoute,
    baySettingsRoute,
    hoursSettingsRoute,
    cannedSettingsRoute,
    templateSettingsRoute,
    webhookSettingsRoute,
    keySettingsRoute,
    logRoute,
  ]),
]);

export function createAppRouter(connection: Connection) {
  return createRouter({
    routeTree,
    context: { connection },
    defaultPreload: false,
    defaultErrorComponent: Failed,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
