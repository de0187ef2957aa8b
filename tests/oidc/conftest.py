"""The school of the tests of accounts."""

from tests.support.accounts import school as school
