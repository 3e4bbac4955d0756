/** How often a function gives another value for the same arguments, as Postgres calls it. */
export type Volatility = "immutable" | "stable" | "volatile";

/**
 * What PostgreSQL itself declares of a function of this name, "volatile" where one of several is; null where it has none.
 * Those that only its own insides call are left out.
 */
export function ownVolatility(name: string): Volatility | null {
  if (volatile.has(name)) return "volatile";
  if (stable.has(name)) return "stable";
  if (immutable.has(name)) return "immutable";
  return name.startsWith("pg_") ? "volatile" : null;
}

function namesIn(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

const volatile = namesIn(`
  array_sample array_shuffle clock_timestamp current_query currval gen_random_uuid lastval lo_create lo_export
  lo_from_bytea lo_import lo_put lo_unlink nextval query_to_xml query_to_xml_and_xmlschema query_to_xmlschema random
  random_normal set_config setseed setval timeofday ts_rewrite ts_stat txid_status uuidv4 uuidv7
`);

const stable = namesIn(`
  age array_to_json array_to_string col_description concat concat_ws convert convert_from convert_to
  current_database current_schema current_schemas current_setting current_user date date_add date_part date_subtract
  date_trunc enum_first enum_last enum_range extract format format_type generate_series get_current_ts_config
  getdatabaseencoding has_any_column_privilege has_column_privilege has_database_privilege
  has_foreign_data_wrapper_privilege has_function_privilege has_language_privilege has_parameter_privilege
  has_schema_privilege has_sequence_privilege has_server_privilege has_table_privilege has_tablespace_privilege
  has_type_privilege inet_client_addr inet_client_port inet_server_addr inet_server_port json_agg json_agg_strict
  json_build_array json_build_object json_object_agg json_object_agg_strict json_object_agg_unique
  json_object_agg_unique_strict json_populate_record json_populate_recordset json_to_record json_to_recordset
  json_to_tsvector jsonb_agg jsonb_agg_strict jsonb_build_array jsonb_build_object jsonb_path_exists_tz
  jsonb_path_match_tz jsonb_path_query_array_tz jsonb_path_query_first_tz jsonb_path_query_tz jsonb_populate_record
  jsonb_populate_record_valid jsonb_populate_recordset jsonb_to_record jsonb_to_recordset jsonb_to_tsvector length
  make_timestamptz money now numeric obj_description overlaps phraseto_tsquery plainto_tsquery quote_literal
  quote_nullable row_security_active row_to_json session_user shobj_description statement_timestamp system_user time
  timestamp timestamptz timetz timezone to_char to_date to_json to_jsonb to_number to_regclass to_regcollation
  to_regnamespace to_regoper to_regoperator to_regproc to_regprocedure to_regrole to_regtype to_regtypemod
  to_timestamp to_tsquery to_tsvector transaction_timestamp ts_debug ts_headline ts_parse txid_current
  txid_current_if_assigned txid_current_snapshot version websearch_to_tsquery xml xml_is_well_formed
`);

const immutable = namesIn(`
  abbrev abs acos acosd acosh any_value area array_agg array_dims array_fill array_length array_lower array_ndims
  array_position array_positions array_remove array_replace array_reverse array_sort array_to_tsvector array_upper
  ascii asin asind asinh atan atan2 atan2d atand atanh avg bit bit_and bit_count bit_length bit_or bit_xor bool
  bool_and bool_or box bpchar broadcast btrim bytea cardinality casefold cbrt ceil ceiling center char char_length
  character_length chr circle corr cos cosd cosh cot cotd count covar_pop covar_samp crc32 crc32c cume_dist date_bin
  datemultirange daterange daterange_canonical daterange_subdiff decode degrees dense_rank diagonal diameter div
  encode erf erfc every exp factorial family first_value float4 float8 floor gamma gcd generate_subscripts get_bit
  get_byte height host hostmask icu_unicode_version inet initcap int2 int4 int4multirange int4range
  int4range_canonical int4range_subdiff int8 int8multirange int8range int8range_canonical int8range_subdiff interval
  is_normalized isclosed isempty isfinite ishorizontal isopen isparallel isperp isvertical json json_array_elements
  json_array_elements_text json_array_length json_each json_each_text json_object json_object_keys json_strip_nulls
  json_typeof jsonb jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_each jsonb_each_text
  jsonb_insert jsonb_object jsonb_object_agg jsonb_object_agg_strict jsonb_object_agg_unique
  jsonb_object_agg_unique_strict jsonb_object_keys jsonb_path_exists jsonb_path_match jsonb_path_query
  jsonb_path_query_array jsonb_path_query_first jsonb_pretty jsonb_set jsonb_set_lax jsonb_strip_nulls jsonb_typeof
  justify_days justify_hours justify_interval lag last_value lcm lead left lgamma line ln log log10 lower lower_inc
  lower_inf lpad lseg ltrim macaddr8_set7bit make_date make_interval make_time make_timestamp masklen max md5 min
  min_scale mod mode multirange name netmask network normalize npoints nth_value ntile num_nonnulls num_nulls
  numeric_exp numeric_ln numeric_log numeric_sqrt nummultirange numnode numrange numrange_subdiff octet_length
  overlay parse_ident pclose percent_rank percentile_cont percentile_disc pi point polygon popen position pow power
  querytree quote_ident radians radius range_agg range_intersect_agg range_merge rank regexp_count regexp_instr
  regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table regexp_substr
  regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy repeat replace reverse
  right round row_number rpad rtrim scale set_bit set_byte set_masklen setweight sha224 sha256 sha384 sha512 sign
  sin sind sinh slope split_part sqrt stddev stddev_pop stddev_samp string_agg string_to_array string_to_table strip
  strpos substr substring sum tan tand tanh text to_ascii to_bin to_hex to_oct translate trim_array trim_scale trunc
  ts_delete ts_filter ts_lexize ts_rank ts_rank_cd tsmultirange tsquery_phrase tsrange tsrange_subdiff
  tstzmultirange tstzrange tstzrange_subdiff tsvector_to_array txid_snapshot_xip txid_snapshot_xmax
  txid_snapshot_xmin txid_visible_in_snapshot unicode_assigned unicode_version unistr unnest upper upper_inc
  upper_inf uuid uuid_extract_timestamp uuid_extract_version var_pop var_samp varbit varchar variance width
  width_bucket xml_is_well_formed_content xml_is_well_formed_document xmlagg xmlcomment xmlexists xmltext
  xmlvalidate xpath xpath_exists
`);
