"""The maker of the sample exports: people with answers, what goes wrong, and the files that tools write."""
