//! The server, when there are several nodes.

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use tokio_postgres::NoTls;

use crate::Result;

const CONNECTIONS: usize = 16;

/// Connections to a server on the same host or a trusted network; a proxy carries TLS where one is needed.
pub(crate) fn pool(address: &str) -> Result<Pool> {
    let config: tokio_postgres::Config = address.parse()?;
    let recycling = ManagerConfig {
        recycling_method: RecyclingMethod::Fast,
    };
    let manager = Manager::from_config(config, NoTls, recycling);
    Ok(Pool::builder(manager)
        .max_size(CONNECTIONS)
        .runtime(Runtime::Tokio1)
        .build()?)
}

/// Makes an empty database at a server, and answers with its address. For tests.
pub async fn recreate_database(server: &str, name: &str) -> Result<String> {
    let address = server.rsplit_once('/').map_or(server, |(address, _)| address);
    let client = pool(server)?.get().await?;
    client
        .batch_execute(&format!("drop database if exists {name} with (force)"))
        .await?;
    let words = "template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'";
    client
        .batch_execute(&format!("create database {name} {words}"))
        .await?;
    Ok(format!("{address}/{name}"))
}
