-- A column moved to a table of its own, with one row for each name
-- kind: copy that is not whole
-- finds: survival/column-lost public.employees.department at 5

-- base
create table employees (id serial primary key, name text not null, department text);

-- candidate
create table departments (id serial primary key, name text not null unique);
--> statement-breakpoint
insert into departments (name) select distinct lower(department) from employees where department is not null;
--> statement-breakpoint
alter table employees add column department_id integer references departments;
--> statement-breakpoint
update employees e set department_id = d.id from departments d where d.name = lower(e.department);
--> statement-breakpoint
alter table employees drop column department;
