// The pages that are looked at. A new page is a line here.
export interface AuditedPage {
  name: string;
  address: string;
}

export const PAGES: AuditedPage[] = [
  { name: 'first page', address: '/' },
  { name: 'doctor search', address: '/doctors' },
  { name: 'sign in', address: '/sign-in' },
  { name: 'sign in, empty form refused', address: '/sign-in#refused' },
  { name: 'register', address: '/register' },
  { name: 'register as a patient', address: '/register/patient' },
  { name: 'register as a doctor', address: '/register/doctor' },
  { name: 'forgotten password', address: '/forgotten-password' },
  { name: 'not found', address: '/no-such-page' },
];
