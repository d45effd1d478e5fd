import { wordsOf } from '../../platform/db/words.ts';

/** The shared password of all demo accounts. */
export const DEMO_PASSWORD = 'demo-spanner';

export const OWNER = { email: 'owner@demo.example', firstName: 'Maeve', lastName: 'Brennan' };
export const MECHANIC = { email: 'mechanic@demo.example', firstName: 'Tomasz', lastName: 'Zieliński' };
export const CUSTOMER = { email: 'customer@demo.example', firstName: 'Zoë', lastName: 'Byrne' };

/** Ids in a fresh demo shop: of MECHANIC, of the first other mechanic and of CUSTOMER. */
export const demoIds = { mechanic: 2, helper: 3, customer: 7 };

interface Staff {
  email: string;
  firstName: string;
  lastName: string;
  specialty: string;
  salaryCents: number;
}

export const owner: Staff = { ...OWNER, specialty: 'Estimates and diagnostics', salaryCents: 6_800_000 };

/** The mechanics; jobs.ts refers to them by index. */
export const mechanics: readonly Staff[] = [
  { ...MECHANIC, specialty: 'Engines and gearboxes', salaryCents: 4_650_000 },
  {
    email: 'aisling@demo.example',
    firstName: 'Aisling',
    lastName: 'Doyle',
    specialty: 'Brakes and suspension',
    salaryCents: 4_500_000,
  },
  {
    email: 'kwame@demo.example',
    firstName: 'Kwame',
    lastName: 'Mensah',
    specialty: 'Electrics and air conditioning',
    salaryCents: 4_720_000,
  },
  {
    email: 'lea@demo.example',
    firstName: 'Léa',
    lastName: 'Fournier',
    specialty: 'Tyres and wheel alignment',
    salaryCents: 3_980_000,
  },
  {
    email: 'ruairi@demo.example',
    firstName: 'Ruairí',
    lastName: 'Ó Dálaigh',
    specialty: 'Bodywork and exhausts',
    salaryCents: 4_100_000,
  },
];

/** A customer; those with `login` have an account. */
export interface DemoCustomer {
  firstName: string;
  lastName: string;
  email: string | null;
  phone: string;
  address: string;
  login: boolean;
  company: string | null;
  taxExempt: boolean;
  /** For staff. */
  note: string | null;
}

const logins = new Map([
  [`${CUSTOMER.firstName} ${CUSTOMER.lastName}`, CUSTOMER.email],
  ['Seán Ó Briain', 'sean@demo.example'],
  ['Małgorzata Dąbrowska', 'gosia@demo.example'],
  ['José García Márquez', 'jose@demo.example'],
]);

const names = `
  Zoë Byrne; Pádraig Ó Súilleabháin; Søren Kjær; Seán Ó Briain; Anaïs Lefèvre; Jürgen Müller; Aoife Ní Bhriain;
  Łukasz Wójcik; Niamh Kavanagh; José García Márquez; Hà Nguyễn; Conor Walsh; Željko Đurić; Siobhán McCarthy;
  Małgorzata Dąbrowska; Ólafur Þórsson; Grace Okonkwo; François Côté; İbrahim Yılmaz; Ciarán Keogh; Renée Dubois;
  Ștefan Ionescu; Håkon Ås; Mei-Ling Chan; Eoin Fitzgerald; Márta Szabó; João Gonçalves; Caoimhe Nolan; Priya Nair;
  Björn Lindström; Orla Hennessy; Tomáš Dvořák; Fatima Al-Sayed; Declan Murphy; Inés Muñoz; Yuki Tanaka; Róisín Daly;
  Vytautas Žukauskas; Emma O’Connor; Mateusz Król; Bláthnaid Ryan; Giulia D’Angelo; Liam Gallagher; Kārlis Bērziņš;
  Sinéad Lynch; Agnieszka Pająk; Patrick Joyce; Jelena Šimić`;

type Remarks = Partial<Pick<DemoCustomer, 'company' | 'taxExempt' | 'note'>>;
const remarks = new Map<string, Remarks>([
  ['Grace Okonkwo', { company: 'Dublin Bay Lifeboat', taxExempt: true, note: 'Exemption certificate until 2028.' }],
  ['Conor Walsh', { company: 'Walsh Couriers Ltd', note: 'Three vans: call before noon, they are out later.' }],
  ['Priya Nair', { company: 'Nair & Daly Catering' }],
  ['Declan Murphy', { note: 'Collects late; leave the key in the box.' }],
  ['Renée Dubois', { note: 'Prefers calls in French; Léa knows her.' }],
]);

const streets = ['Ferryman’s Row', 'Mill Lane', 'Harbour Street', 'Larkfield Road', 'Quarry Hill', 'Chandler’s Yard'];
const towns = ['Dublin 8', 'Dublin 12', 'Dublin 24', 'Bray', 'Naas', 'Maynooth', 'Swords'];

// Letters that are not a base letter with an accent.
const spelled: Record<string, string> = { æ: 'ae', đ: 'd', ı: 'i', ł: 'l', ø: 'o', þ: 'th' };

function emailOf(name: string): string {
  const words = wordsOf(name).map((word) => word.replace(/[^a-z]/g, (letter) => spelled[letter] ?? ''));
  return `${words.join('.')}@example.com`;
}

function asCustomer(name: string, at: number): DemoCustomer {
  const [firstName = '', ...rest] = name.split(' ');
  const login = logins.get(name);
  // Every third customer without a login has no e-mail. Numbers from 020 910 0000 on are reserved for fiction in
  // Ireland.
  const contact = at % 3 === 2 ? null : emailOf(name);
  return {
    firstName,
    lastName: rest.join(' '),
    email: login ?? contact,
    phone: `+353 20 91${String((at * 137) % 10)} ${String(1000 + ((at * 7919) % 9000))}`,
    address: `${1 + ((at * 11) % 90)} ${streets[at % streets.length]}, ${towns[at % towns.length]}`,
    login: login !== undefined,
    company: null,
    taxExempt: false,
    note: null,
    ...remarks.get(name),
  };
}

export const customers: readonly DemoCustomer[] = names.trim().split(/;\s*/).map(asCustomer);

/** The accounts suggested for trying the demo. */
export const demoAccounts = [
  { ...OWNER, password: DEMO_PASSWORD, role: 'admin' },
  { ...MECHANIC, password: DEMO_PASSWORD, role: 'mechanic' },
  { ...CUSTOMER, password: DEMO_PASSWORD, role: 'customer' },
] as const;
