"""Pages of accounts: the door, one's own account, the people of a unit, the contact officers, the operator's desk."""

from flask import Blueprint

from ocop.accounts.views.account import bp as account
from ocop.accounts.views.columns import bp as columns
from ocop.accounts.views.door import bp as door
from ocop.accounts.views.operator import bp as operator
from ocop.accounts.views.people import bp as people
from ocop.accounts.views.people import province

blueprints: tuple[Blueprint, ...] = (door, account, columns, people, province, operator)
