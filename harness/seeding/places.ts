export interface Place {
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
  readonly code: string;
  readonly zone: string;
  readonly currency: string;
}

/** Real places, so that what one row says of a place agrees. */
export const places: readonly Place[] = [
  place("Vienna", "Vienna", "1010", "Austria", "AT", "Europe/Vienna", "EUR"),
  place("Graz", "Styria", "8010", "Austria", "AT", "Europe/Vienna", "EUR"),
  place("Berlin", "Berlin", "10115", "Germany", "DE", "Europe/Berlin", "EUR"),
  place("Köln", "North Rhine-Westphalia", "50667", "Germany", "DE", "Europe/Berlin", "EUR"),
  place("Zürich", "Zurich", "8001", "Switzerland", "CH", "Europe/Zurich", "CHF"),
  place("Lyon", "Auvergne-Rhône-Alpes", "69001", "France", "FR", "Europe/Paris", "EUR"),
  place("London", "England", "SW1A 1AA", "United Kingdom", "GB", "Europe/London", "GBP"),
  place("Cork", "Munster", "T12 X70A", "Ireland", "IE", "Europe/Dublin", "EUR"),
  place("Reykjavík", "Capital Region", "101", "Iceland", "IS", "Atlantic/Reykjavik", "ISK"),
  place("Boston", "Massachusetts", "02108", "United States", "US", "America/New_York", "USD"),
  place("Portland", "Oregon", "97201", "United States", "US", "America/Los_Angeles", "USD"),
  place("St. John's", "Newfoundland and Labrador", "A1C 1A1", "Canada", "CA", "America/St_Johns", "CAD"),
  place("São Paulo", "São Paulo", "01001-000", "Brazil", "BR", "America/Sao_Paulo", "BRL"),
  place("Nairobi", "Nairobi County", "00100", "Kenya", "KE", "Africa/Nairobi", "KES"),
  place("Mumbai", "Maharashtra", "400001", "India", "IN", "Asia/Kolkata", "INR"),
  place("Kathmandu", "Bagmati", "44600", "Nepal", "NP", "Asia/Kathmandu", "NPR"),
  place("Tokyo", "Tokyo", "100-0001", "Japan", "JP", "Asia/Tokyo", "JPY"),
  place("Adelaide", "South Australia", "5000", "Australia", "AU", "Australia/Adelaide", "AUD"),
];

function place(
  city: string,
  state: string,
  zip: string,
  country: string,
  code: string,
  zone: string,
  currency: string,
): Place {
  return { city, state, zip, country, code, zone, currency };
}
