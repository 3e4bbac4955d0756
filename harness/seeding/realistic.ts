import type { Faker } from "@faker-js/faker";

type Make = (faker: Faker) => string;

/** Which texts a column's name asks for; the first match counts. */
const texts: readonly (readonly [RegExp, Make])[] = [
  [/e_?mail/, (faker) => faker.internet.email().toLowerCase()],
  [/first_?name|given_?name/, (faker) => faker.person.firstName()],
  [/last_?name|surname|family_?name/, (faker) => faker.person.lastName()],
  [/user_?name|login|handle|nick/, (faker) => faker.internet.username()],
  [
    /password|hash|digest|checksum|token|secret|api_?key/,
    (faker) => faker.string.hexadecimal({ length: 40, prefix: "", casing: "lower" }),
  ],
  [/company|organi[sz]ation|vendor|supplier|business/, (faker) => faker.company.name()],
  [/file_?name|path/, (faker) => faker.system.fileName()],
  [/user_?agent/, (faker) => faker.internet.userAgent()],
  [/host|domain/, (faker) => faker.internet.domainName()],
  [/full_?name|display_?name|author|owner|lead|manager|contact|assignee/, (faker) => faker.person.fullName()],
  [/job|position|role/, (faker) => faker.person.jobTitle()],
  [/product/, (faker) => faker.commerce.productName()],
  [/category|department/, (faker) => faker.commerce.department()],
  [/street|address/, (faker) => faker.location.streetAddress()],
  [/city|town/, (faker) => faker.location.city()],
  [/country_?code/, (faker) => faker.location.countryCode()],
  [/country/, (faker) => faker.location.country()],
  [/zip|postal|postcode/, (faker) => faker.location.zipCode()],
  [/state|province|region/, (faker) => faker.location.state()],
  [/phone|mobile|fax/, (faker) => faker.phone.number({ style: "international" })],
  [/url|website|link|homepage|avatar|image/, (faker) => faker.internet.url()],
  [/slug/, (faker) => faker.helpers.slugify(faker.lorem.words(3))],
  [/colou?r/, (faker) => faker.color.rgb()],
  [/currency/, (faker) => faker.finance.currencyCode()],
  [/locale|lang/, (faker) => faker.helpers.arrayElement(["en", "de-AT", "fr", "ja", "pt-BR", "ar", "tr"])],
  [/time_?zone|tz$/, (faker) => faker.location.timeZone()],
  [/status|state$/, (faker) => faker.helpers.arrayElement(["active", "pending", "archived", "draft", "blocked"])],
  [/iban/, (faker) => faker.finance.iban()],
  [/sku|code|reference|number/, (faker) => faker.string.alphanumeric({ length: 8, casing: "upper" })],
  [/^ip|_ip$|ip_addr/, (faker) => faker.internet.ipv4()],
  [/uuid|guid/, (faker) => faker.string.uuid()],
  [/title|subject|headline/, (faker) => faker.lorem.sentence({ min: 2, max: 6 })],
  [
    /description|body|content|comment|note|bio|summary|text|message/,
    (faker) => faker.lorem.sentences({ min: 1, max: 3 }),
  ],
  [/name/, (faker) => faker.person.fullName()],
  [/.*/, (faker) => faker.lorem.words({ min: 1, max: 4 })],
];

/** How texts in a column of this name are made. */
export function textFor(name: string): Make {
  const folded = name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  return (texts.find(([pattern]) => pattern.test(folded)) as (typeof texts)[number])[1];
}

/** Bounds of ordinary numbers in a column of this name: [least, most]. */
export function boundsFor(name: string): readonly [number, number] {
  const folded = name.toLowerCase();
  if (/quantity|qty|count|stock/.test(folded)) return [0, 500];
  if (/percent|rate|ratio|discount|score|progress/.test(folded)) return [0, 100];
  if (/^age|_age/.test(folded)) return [18, 95];
  if (/year/.test(folded)) return [1990, 2035];
  if (/lat/.test(folded)) return [-90, 90];
  if (/lng|lon/.test(folded)) return [-180, 180];
  if (/position|sort|order|rank|priority|level|version/.test(folded)) return [0, 1000];
  if (/price|amount|total|cost|fee|salary|budget|balance/.test(folded)) return [0, 9000];
  return [-500, 99_000];
}
