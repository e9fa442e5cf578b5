//! Both servers in this process.
