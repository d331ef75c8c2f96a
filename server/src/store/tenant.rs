//! Organisations and the names they are found by.

use domain::time::Timestamp;

use super::{Change, Store, StoreError};

/// One organisation (directory).
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Tenant {
    pub id: String,
    pub name: String,
}

/// A tenant to be created.
#[derive(Clone, Debug)]
pub struct NewTenant {
    pub id: String,
    pub name: String,
    /// The short name before a backslash, lower case.
    pub legacy_name: Option<String>,
    pub is_default: bool,
    pub domains: Vec<String>,
}

impl Store {
    /// The tenant that a domain (`wingtip.example`) or short name (`wingtip`) belongs to.
    pub async fn find_tenant(&self, domain: &str) -> Result<Option<Tenant>, StoreError> {
        Ok(sqlx::query_as(
            "select id, name from tenant \
             where legacy_name = $1 or id in (select tenant_id from tenant_domain where domain = $1)",
        )
        .bind(domain)
        .fetch_optional(&mut *self.connection().await?)
        .await?)
    }

    /// The tenant of bare names; when none is marked, the oldest.
    pub async fn default_tenant(&self) -> Result<Option<Tenant>, StoreError> {
        Ok(sqlx::query_as(
            "select id, name from tenant order by is_default desc, created_at limit 1",
        )
        .fetch_optional(&mut *self.connection().await?)
        .await?)
    }

    pub async fn tenants(&self) -> Result<Vec<Tenant>, StoreError> {
        Ok(sqlx::query_as("select id, name from tenant order by id")
            .fetch_all(&mut *self.connection().await?)
            .await?)
    }

    pub async fn tenant_name(&self, id: &str) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar("select name from tenant where id = $1")
            .bind(id)
            .fetch_optional(&mut *self.connection().await?)
            .await?)
    }

    /// All mail domains of a tenant, the first is the one of new user names.
    pub async fn tenant_domains(&self, tenant: &str) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar(
            "select domain from tenant_domain where tenant_id = $1 order by domain",
        )
        .bind(tenant)
        .fetch_all(&mut *self.connection().await?)
        .await?)
    }
}

impl Change {
    /// Creates a tenant, or gives an existing one its present name and domains.
    pub async fn put_tenant(&mut self, new: &NewTenant, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "insert into tenant (id, name, legacy_name, is_default, created_at) \
             values ($1, $2, $3, $4, $5) \
             on conflict (id) do update set name = excluded.name, \
                 legacy_name = excluded.legacy_name, is_default = excluded.is_default",
        )
        .bind(&new.id)
        .bind(&new.name)
        .bind(&new.legacy_name)
        .bind(i64::from(new.is_default))
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?;
        sqlx::query("delete from tenant_domain where tenant_id = $1")
            .bind(&new.id)
            .execute(&mut *self.tx)
            .await?;
        for domain in &new.domains {
            sqlx::query("insert into tenant_domain (domain, tenant_id) values ($1, $2)")
                .bind(domain)
                .bind(&new.id)
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }
}
